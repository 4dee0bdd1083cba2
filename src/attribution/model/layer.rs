//! Linear maps in bytes and the transformer layer (Vaswani et al. 2017), normalised after each sum as in BERT.

use super::attention::{Attention, HEAD};
use super::integer::{ByteRows, LANES, PANEL, Part, Path, multiply_bytes};
use super::vector::{Restore, add, normalize, restore, restore_active, to_bytes};
use super::weights::{Tensors, Unreadable};

/// Rows that meet a panel of weights at once: a multiple of the rows of a tile on every path.
const ROWS: usize = 48;

/// A linear map whose weights are bytes with one factor a column.
pub(super) struct Linear {
    weights: &'static [u8],
    scale: Vec<f32>,
    /// The sum of each column's weights times what stands for 0 in the inputs.
    offset: Vec<f32>,
    bias: Vec<f32>,
    /// What each input is multiplied by first, so that no large one drowns the others in the rounding to bytes; the
    /// weights are divided by it (SmoothQuant; Xiao et al. 2023).
    smooth: Vec<f32>,
}

impl Linear {
    /// The map that the weights file calls `name`.
    pub(super) fn read(tensors: &Tensors, name: &str) -> Result<Linear, Unreadable> {
        let weights = tensors.bytes(&format!("{name}.weight"))?;
        let scale = tensors.numbers(&format!("{name}.scale"))?;
        let offset = tensors.numbers(&format!("{name}.offset"))?;
        let bias = tensors.numbers(&format!("{name}.bias"))?;
        let smooth = tensors.numbers(&format!("{name}.smooth"))?;
        let (columns, depth) = (scale.len(), smooth.len());
        let whole = columns > 0 && columns.is_multiple_of(PANEL) && depth > 0 && depth.is_multiple_of(LANES);
        if !whole || bias.len() != columns || offset.len() != columns || weights.len() != columns * depth {
            return Err(Unreadable);
        }
        Ok(Linear {
            weights,
            scale,
            offset,
            bias,
            smooth,
        })
    }

    /// Numbers that come out for each row.
    pub(super) fn columns(&self) -> usize {
        self.scale.len()
    }

    /// Numbers that go in for each row.
    fn depth(&self) -> usize {
        self.smooth.len()
    }

    /// Applies the map to rows of numbers; `out` takes [`Linear::columns`] numbers a row.
    fn apply(&self, numbers: &[f32], products: &mut Products, out: &mut Vec<f32>) {
        self.apply_with(numbers, products, out, restore);
    }

    /// Applies the map and the activation to rows of numbers.
    fn apply_active(&self, numbers: &[f32], products: &mut Products, out: &mut Vec<f32>) {
        self.apply_with(numbers, products, out, restore_active);
    }

    /// A panel of weights meets all rows before the next one; a few rows at a time, so that their sums stay near.
    fn apply_with(
        &self,
        numbers: &[f32],
        Products { path, rows, sums }: &mut Products,
        out: &mut Vec<f32>,
        restore: fn(Path, &[i32], &Part<'_>, &Restore<'_>, &mut [f32]),
    ) {
        to_bytes(*path, numbers, &self.smooth, rows);
        let (count, columns) = (rows.factors.len(), self.columns());
        out.resize(count * columns, 0.0);
        sums.resize(ROWS * PANEL, 0);
        let panels = self.weights.chunks_exact(self.depth() * PANEL);
        for (panel, weights) in panels.enumerate() {
            let span = panel * PANEL..(panel + 1) * PANEL;
            let by = Restore {
                scale: &self.scale[span.clone()],
                offset: &self.offset[span.clone()],
                bias: &self.bias[span],
                width: columns,
            };
            for first in (0..count).step_by(ROWS) {
                let some = rows.part(first..count.min(first + ROWS));
                let sums = &mut sums[..some.factors.len() * PANEL];
                multiply_bytes(*path, &some, weights, sums);
                restore(
                    *path,
                    sums,
                    &some,
                    &by,
                    &mut out[first * columns + panel * PANEL..],
                );
            }
        }
    }

    /// Applies the map to rows of numbers.
    pub(super) fn map(&self, numbers: &[f32], scratch: &mut Scratch) -> Vec<f32> {
        let mut out = Vec::new();
        self.apply(numbers, &mut scratch.products, &mut out);
        out
    }

    /// Applies the map and the activation to rows of numbers.
    pub(super) fn map_active(&self, numbers: &[f32], scratch: &mut Scratch) -> Vec<f32> {
        let mut out = Vec::new();
        self.apply_active(numbers, &mut scratch.products, &mut out);
        out
    }
}

/// The gain and bias of a layer normalisation.
pub(super) struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    /// The normalisation that the weights file calls `name`.
    pub(super) fn read(tensors: &Tensors, name: &str) -> Result<Norm, Unreadable> {
        let gain = tensors.numbers(&format!("{name}.weight"))?;
        let bias = tensors.numbers(&format!("{name}.bias"))?;
        if gain.len() != bias.len() || gain.is_empty() || !gain.len().is_multiple_of(LANES) {
            return Err(Unreadable);
        }
        Ok(Norm { gain, bias })
    }

    /// Normalises every row in place.
    pub(super) fn apply(&self, path: Path, numbers: &mut [f32]) {
        normalize(path, numbers, &self.gain, &self.bias);
    }
}

/// Buffers of the linear maps.
struct Products {
    path: Path,
    rows: ByteRows,
    sums: Vec<i32>,
}

/// Buffers that the layers use again and again.
pub(super) struct Scratch {
    /// The vector instructions of this run.
    pub(super) path: Path,
    products: Products,
    projected: Vec<f32>,
    seen: Vec<f32>,
    out: Vec<f32>,
    hidden: Vec<f32>,
    attention: Attention,
}

impl Scratch {
    /// Empty buffers for a run on `path`.
    pub(super) fn new(path: Path) -> Scratch {
        Scratch {
            path,
            products: Products {
                path,
                rows: ByteRows::default(),
                sums: Vec::new(),
            },
            projected: Vec::new(),
            seen: Vec::new(),
            out: Vec::new(),
            hidden: Vec::new(),
            attention: Attention::default(),
        }
    }
}

/// One transformer layer.
pub(super) struct Layer {
    qkv: Linear,
    out: Linear,
    up: Linear,
    down: Linear,
    norm1: Norm,
    norm2: Norm,
}

impl Layer {
    /// The layer that the weights file calls `name`.
    pub(super) fn read(tensors: &Tensors, name: &str) -> Result<Layer, Unreadable> {
        let layer = Layer {
            qkv: Linear::read(tensors, &format!("{name}.qkv"))?,
            out: Linear::read(tensors, &format!("{name}.out"))?,
            up: Linear::read(tensors, &format!("{name}.up"))?,
            down: Linear::read(tensors, &format!("{name}.down"))?,
            norm1: Norm::read(tensors, &format!("{name}.norm1"))?,
            norm2: Norm::read(tensors, &format!("{name}.norm2"))?,
        };
        let width = layer.out.columns();
        let fits = layer.qkv.columns() == 3 * width
            && layer.qkv.depth() == width
            && layer.out.depth() == width
            && layer.up.depth() == width
            && layer.down.depth() == layer.up.columns()
            && layer.down.columns() == width
            && layer.norm1.gain.len() == width
            && layer.norm2.gain.len() == width;
        if fits { Ok(layer) } else { Err(Unreadable) }
    }

    /// Runs the layer in place on the rows of `x`. Rows attend to each other within a block; `blocks` gives the
    /// rows of each, one after another.
    pub(super) fn apply(&self, x: &mut [f32], blocks: &[usize], scratch: &mut Scratch) {
        let width = self.out.columns();
        let path = scratch.path;
        self.qkv.apply(x, &mut scratch.products, &mut scratch.projected);
        scratch.seen.resize(x.len(), 0.0);
        let mut from = 0;
        for &count in blocks {
            let projected = &scratch.projected[from * 3 * width..(from + count) * 3 * width];
            let seen = &mut scratch.seen[from * width..(from + count) * width];
            for head in 0..width / HEAD {
                scratch.attention.run(path, projected, [head, width], seen);
            }
            from += count;
        }
        self.out
            .apply(&scratch.seen, &mut scratch.products, &mut scratch.out);
        add(path, x, &scratch.out);
        self.norm1.apply(path, x);
        self.up
            .apply_active(x, &mut scratch.products, &mut scratch.hidden);
        self.down
            .apply(&scratch.hidden, &mut scratch.products, &mut scratch.out);
        add(path, x, &scratch.out);
        self.norm2.apply(path, x);
    }
}
