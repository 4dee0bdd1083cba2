//! Arithmetic on rows of numbers, with the same bits on every processor.
//!
//! Each function is compiled once for every [`Path`]; it sums in [`LANES`] fixed lanes and never fuses a product
//! with a sum, so a wider vector changes the speed and nothing else.

use super::integer::{ByteRows, LANES, Path, WEIGHT_OFFSET};

/// Adding and taking away this number rounds to an integer, halves to even.
const ROUNDER: f32 = 12_582_912.0;

/// Gives a function one compiled form for each path.
macro_rules! on_every_path {
    ($(#[$doc:meta])* fn $name:ident($($argument:ident: $kind:ty),*) $(-> $result:ty)? $body:block) => {
        $(#[$doc])*
        pub(super) fn $name(path: Path, $($argument: $kind),*) $(-> $result)? {
            #[inline(always)]
            fn plain($($argument: $kind),*) $(-> $result)? $body
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq")]
            fn vnni($($argument: $kind),*) $(-> $result)? { plain($($argument),*) }
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2")]
            fn avx2($($argument: $kind),*) $(-> $result)? { plain($($argument),*) }
            match path {
                #[cfg(target_arch = "x86_64")]
                // SAFETY: a path is only given where the processor has it.
                Path::Vnni => unsafe { vnni($($argument),*) },
                #[cfg(target_arch = "x86_64")]
                // SAFETY: as above.
                Path::Avx2 => unsafe { avx2($($argument),*) },
                Path::Portable => plain($($argument),*),
            }
        }
    };
}

/// The larger number; never a NaN if `a` is none.
#[inline(always)]
fn larger(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

/// The sum of the lanes, always in the same order.
#[inline(always)]
fn add_up(mut lanes: [f32; LANES]) -> f32 {
    let mut half = LANES / 2;
    while half > 0 {
        for at in 0..half {
            lanes[at] += lanes[at + half];
        }
        half /= 2;
    }
    lanes[0]
}

/// The exponential, within two units of the last place (the polynomial of the Cephes library).
#[inline(always)]
pub(super) fn exponential(x: f32) -> f32 {
    let x = if x > 88.0 { 88.0 } else { x };
    let x = if x < -87.0 { -87.0 } else { x };
    let shifted = x * std::f32::consts::LOG2_E + ROUNDER;
    let whole = shifted - ROUNDER;
    let rest = x - whole * 0.693_359_4 - whole * -2.121_944_4e-4;
    let mut sum = 1.987_569_1e-4;
    sum = sum * rest + 1.398_2e-3;
    sum = sum * rest + 8.333_452e-3;
    sum = sum * rest + 4.166_579_6e-2;
    sum = sum * rest + 1.666_666_5e-1;
    sum = sum * rest + 0.5;
    sum = sum * rest * rest + rest + 1.0;
    let power = shifted
        .to_bits()
        .wrapping_sub(ROUNDER.to_bits())
        .wrapping_add(127)
        << 23;
    sum * f32::from_bits(power)
}

/// The logistic function: a probability from a score.
pub(super) fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + exponential(-x))
}

/// x times the normal distribution's mass below x, in its tanh form (Hendrycks and Gimpel 2016).
#[inline(always)]
fn gelu(x: f32) -> f32 {
    let inner = 1.595_769 * (x + 0.044_715 * x * x * x);
    x / (1.0 + exponential(-inner))
}

/// A number rounded to an integer of at most 22 bits.
#[inline(always)]
fn rounded(x: f32) -> i32 {
    (x + ROUNDER).to_bits().wrapping_sub(ROUNDER.to_bits()) as i32
}

#[inline(always)]
fn largest_size(row: &[f32]) -> f32 {
    let mut most = [0.0_f32; LANES];
    for chunk in row.chunks_exact(LANES) {
        for (most, x) in most.iter_mut().zip(chunk) {
            *most = larger(*most, x.abs());
        }
    }
    most.iter().fold(0.0, |a, b| larger(a, *b))
}

on_every_path! {
    /// Rows of numbers, each number times that of `by` for its column, as signed bytes. Each row has a factor of
    /// its own, so that no row's bytes depend on another row.
    fn to_bytes(numbers: &[f32], by: &[f32], rows: &mut ByteRows) {
        let width = by.len();
        let count = numbers.len() / width.max(1);
        rows.width = width;
        rows.bytes.resize(count * width, 0);
        rows.factors.resize(count, 0.0);
        rows.offsets.resize(count, 0);
        for (number, row) in numbers.chunks_exact(width).enumerate() {
            let mut lanes = [0.0_f32; LANES];
            for (chunk, by) in row.chunks_exact(LANES).zip(by.chunks_exact(LANES)) {
                for ((most, x), by) in lanes.iter_mut().zip(chunk).zip(by) {
                    *most = larger(*most, (*x * *by).abs());
                }
            }
            let most = lanes.iter().fold(0.0, |a, b| larger(a, *b));
            let scale = if most > 0.0 { 127.0 / most } else { 0.0 };
            let mut sum = 0;
            for ((byte, x), by) in rows.bytes[number * width..].iter_mut().zip(row).zip(by) {
                let value = rounded(*x * *by * scale);
                sum += value;
                *byte = value as i8;
            }
            rows.factors[number] = most / 127.0;
            rows.offsets[number] = sum * WEIGHT_OFFSET;
        }
    }
}

on_every_path! {
    /// Normalises each row of `numbers` to mean 0 and variance 1, then scales and shifts it (Ba et al. 2016).
    fn normalize(numbers: &mut [f32], gain: &[f32], bias: &[f32]) {
        let width = gain.len();
        for row in numbers.chunks_exact_mut(width) {
            let mut lanes = [0.0; LANES];
            for chunk in row.chunks_exact(LANES) {
                for (lane, x) in lanes.iter_mut().zip(chunk) {
                    *lane += *x;
                }
            }
            let mean = add_up(lanes) / width as f32;
            let mut lanes = [0.0; LANES];
            for chunk in row.chunks_exact(LANES) {
                for (lane, x) in lanes.iter_mut().zip(chunk) {
                    let off = *x - mean;
                    *lane += off * off;
                }
            }
            let scale = 1.0 / (add_up(lanes) / width as f32 + 1e-12).sqrt();
            for ((x, gain), bias) in row.iter_mut().zip(gain).zip(bias) {
                *x = (*x - mean) * scale * *gain + *bias;
            }
        }
    }
}

on_every_path! {
    /// `to[i] += by[i]`.
    fn add(to: &mut [f32], by: &[f32]) {
        for (to, by) in to.iter_mut().zip(by) {
            *to += *by;
        }
    }
}

on_every_path! {
    /// Applies [`gelu`] to every number.
    fn activate(numbers: &mut [f32]) {
        for x in numbers {
            *x = gelu(*x);
        }
    }
}

/// The factors that turn a panel's integer sums back into numbers.
pub(super) struct Restore<'a> {
    /// One for each column.
    pub(super) scale: &'a [f32],
    /// Added to each column.
    pub(super) bias: &'a [f32],
}

on_every_path! {
    /// One row of integer sums as numbers: `(sum - offset) * factor * scale + bias`.
    fn restore(sums: &[i32], row: (f32, i32), by: &Restore<'_>, out: &mut [f32]) {
        for (((out, sum), scale), bias) in out.iter_mut().zip(sums).zip(by.scale).zip(by.bias) {
            *out = (*sum - row.1) as f32 * row.0 * *scale + *bias;
        }
    }
}

on_every_path! {
    /// Numbers as 16-bit integers of size at most `most`; gives the factor back to numbers.
    fn to_words(numbers: &[f32], most: f32, words: &mut [i16]) -> f32 {
        let size = largest_size(numbers);
        let scale = if size > 0.0 { most / size } else { 0.0 };
        for (word, x) in words.iter_mut().zip(numbers) {
            *word = rounded(*x * scale) as i16;
        }
        size / most
    }
}

/// The weight of a whole row of attention in 16-bit integers.
pub(super) const WHOLE: f32 = 32_767.0;

/// Integer products of one query with every key.
pub(super) struct Scores<'a> {
    /// The products.
    pub(super) sums: &'a [i32],
    /// The factor of the query.
    pub(super) row: f32,
    /// The factors of the keys.
    pub(super) columns: &'a [f32],
}

on_every_path! {
    /// One row of attention: integer products times their factors, as weights that add up to [`WHOLE`].
    ///
    /// The products are padded to a multiple of [`LANES`]; only the first `words.len()` places get weights.
    fn attend(products: &Scores<'_>, row: &mut [f32], words: &mut [i16]) {
        for ((x, sum), factor) in row.iter_mut().zip(products.sums).zip(products.columns) {
            *x = *sum as f32 * products.row * *factor;
        }
        let count = words.len();
        let mut most = [f32::MIN; LANES];
        for chunk in row.chunks_exact(LANES) {
            for (most, x) in most.iter_mut().zip(chunk) {
                *most = larger(*most, *x);
            }
        }
        let most = most.iter().fold(f32::MIN, |a, b| larger(a, *b));
        for x in row.iter_mut() {
            *x = exponential(*x - most);
        }
        if let Some(padding) = row.get_mut(count..) {
            padding.fill(0.0);
        }
        let mut lanes = [0.0; LANES];
        for chunk in row.chunks_exact(LANES) {
            for (lane, x) in lanes.iter_mut().zip(chunk) {
                *lane += *x;
            }
        }
        let scale = WHOLE / add_up(lanes);
        for (word, x) in words.iter_mut().zip(row.iter()) {
            *word = rounded(*x * scale) as i16;
        }
    }
}

/// The dot product of two rows of equal length, a multiple of [`LANES`]; what is beyond is left out.
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0; LANES];
    for (a, b) in a.chunks_exact(LANES).zip(b.chunks_exact(LANES)) {
        for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
            *lane += *a * *b;
        }
    }
    add_up(lanes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_close() {
        for step in -800..800 {
            let x = step as f32 / 10.0;
            let (found, exact) = (f64::from(exponential(x)), f64::from(x).exp());
            assert!((found - exact).abs() <= exact * 3e-7, "{x}: {found} {exact}");
        }
        assert!(exponential(f32::MIN) < 1e-37);
    }

    #[test]
    fn every_path_gives_the_same_bits() {
        let numbers: Vec<f32> = (0..384 * 3)
            .map(|i| ((i * 7919 % 1000) as f32 - 480.0) / 77.0)
            .collect();
        let (gain, bias) = (vec![1.1; 384], vec![0.3; 384]);
        let run = |path| {
            let mut x = numbers.clone();
            normalize(path, &mut x, &gain, &bias);
            activate(path, &mut x);
            let mut rows = ByteRows::default();
            to_bytes(path, &x, &gain, &mut rows);
            let sums: Vec<i32> = (0..384).map(|i| i * 31 % 997).collect();
            let (mut row, mut words) = (vec![0.0; 384], vec![0; 380]);
            let products = Scores {
                sums: &sums,
                row: 0.01,
                columns: &gain,
            };
            attend(path, &products, &mut row, &mut words);
            (
                x.iter().map(|x| x.to_bits()).collect::<Vec<_>>(),
                rows.bytes,
                rows.offsets,
                words,
            )
        };
        let expected = run(Path::Portable);
        for path in Path::available() {
            assert!(run(path) == expected, "{path:?}");
        }
    }

    #[test]
    fn attention_weights_add_up() {
        let (mut row, mut words) = (vec![0.0; 16], vec![0; 5]);
        let products = Scores {
            sums: &[3; 16],
            row: 1.0,
            columns: &[1.0; 16],
        };
        attend(Path::best(), &products, &mut row, &mut words);
        assert_eq!(words, [6553; 5]);
    }
}
