//! Arithmetic on rows of numbers, with the same bits on every processor.
//!
//! Each function is compiled once for every [`Path`]; it sums in [`LANES`] fixed lanes and never fuses a product
//! with a sum, so a wider vector changes the speed and nothing else.

use super::attention::HEAD;
use super::integer::{ByteRows, LANES, MIDDLE, PANEL, Part, Path, SIZE};

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

/// The largest lane.
#[inline(always)]
fn largest(mut lanes: [f32; LANES]) -> f32 {
    let mut half = LANES / 2;
    while half > 0 {
        for at in 0..half {
            lanes[at] = larger(lanes[at], lanes[at + half]);
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

/// Beyond this distance from 0 the normal distribution is taken for over.
const TAIL: f32 = 3.6;

/// The mass of the normal distribution between 0 and x is x times this polynomial of x², the lowest power first;
/// fitted to the tanh form of Hendrycks and Gimpel (2016), no further from it than 0.0004 in [`gelu`].
const MASS: [f32; 6] = [
    0.397_245_73,
    -0.063_714_68,
    0.008_311_923,
    -0.000_695_605_9,
    3.270_967e-5,
    -6.491_895e-7,
];

/// x times the normal distribution's mass below x.
#[inline(always)]
fn gelu(x: f32) -> f32 {
    let near = if x > TAIL { TAIL } else { x };
    let near = if near < -TAIL { -TAIL } else { near };
    let square = near * near;
    let mut mass = MASS[5];
    for factor in MASS[..5].iter().rev() {
        mass = mass * square + *factor;
    }
    x * (0.5 + near * mass)
}

/// Two to the power x, for x of at most 0; the polynomial's relative error is 0.00008, less than the weights of
/// attention are rounded by.
#[inline(always)]
fn power_of_two(x: f32) -> f32 {
    let x = if x < -126.0 { -126.0 } else { x };
    let shifted = x + ROUNDER;
    let rest = x - (shifted - ROUNDER);
    let mut sum = 0.055_171_74;
    sum = sum * rest + 0.242_611_62;
    sum = sum * rest + 0.693_261;
    sum = sum * rest + 0.999_928_06;
    let power = shifted
        .to_bits()
        .wrapping_sub(ROUNDER.to_bits())
        .wrapping_add(127)
        << 23;
    sum * f32::from_bits(power)
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
    largest(most)
}

on_every_path! {
    /// Rows of numbers, each number times that of `by` for its column, as bytes. Each row has a factor of its own, so
    /// that no row's bytes depend on another row.
    fn to_bytes(numbers: &[f32], by: &[f32], rows: &mut ByteRows) {
        let width = by.len();
        let count = numbers.len() / width.max(1);
        rows.width = width;
        rows.bytes.resize(count * width, 0);
        rows.factors.resize(count, 0.0);
        for (number, row) in numbers.chunks_exact(width).enumerate() {
            let mut lanes = [0.0_f32; LANES];
            for (chunk, by) in row.chunks_exact(LANES).zip(by.chunks_exact(LANES)) {
                for ((most, x), by) in lanes.iter_mut().zip(chunk).zip(by) {
                    *most = larger(*most, (*x * *by).abs());
                }
            }
            let most = largest(lanes);
            let scale = if most > 0.0 { SIZE / most } else { 0.0 };
            for ((byte, x), by) in rows.bytes[number * width..].iter_mut().zip(row).zip(by) {
                *byte = (rounded(*x * *by * scale) + MIDDLE) as u8;
            }
            rows.factors[number] = most / SIZE;
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

/// The factors that turn a panel's integer sums back into numbers.
pub(super) struct Restore<'a> {
    /// One for each column of the panel.
    pub(super) scale: &'a [f32],
    /// Taken from each column of the panel first: what [`MIDDLE`] has added to its sums.
    pub(super) offset: &'a [f32],
    /// Added to each column of the panel.
    pub(super) bias: &'a [f32],
    /// Columns of a whole row of the output.
    pub(super) width: usize,
}

on_every_path! {
    /// A panel's integer sums as numbers: `(sum - offset) * factor * scale + bias` (all sums are whole numbers below 2^24), into the first columns of `out`.
    fn restore(sums: &[i32], rows: &Part<'_>, by: &Restore<'_>, out: &mut [f32]) {
        let outs = out.chunks_mut(by.width);
        for ((sums, out), factor) in sums.chunks_exact(PANEL).zip(outs).zip(rows.factors) {
            let columns = by.offset.iter().zip(by.scale).zip(by.bias);
            for ((out, sum), ((offset, scale), bias)) in out.iter_mut().zip(sums).zip(columns) {
                *out = (*sum as f32 - *offset) * *factor * *scale + *bias;
            }
        }
    }
}

on_every_path! {
    /// The same as [`restore`], with [`gelu`] applied to every number.
    fn restore_active(sums: &[i32], rows: &Part<'_>, by: &Restore<'_>, out: &mut [f32]) {
        let outs = out.chunks_mut(by.width);
        for ((sums, out), factor) in sums.chunks_exact(PANEL).zip(outs).zip(rows.factors) {
            let columns = by.offset.iter().zip(by.scale).zip(by.bias);
            for ((out, sum), ((offset, scale), bias)) in out.iter_mut().zip(sums).zip(columns) {
                *out = gelu((*sum as f32 - *offset) * *factor * *scale + *bias);
            }
        }
    }
}

/// The columns of one head in rows of numbers.
pub(super) struct Piece<'a> {
    /// The rows.
    pub(super) numbers: &'a [f32],
    /// Numbers of a row.
    pub(super) stride: usize,
    /// The head's first column.
    pub(super) first: usize,
}

on_every_path! {
    /// Each row's columns of a head as 16-bit integers of size at most `most`, with the factor back to numbers.
    fn to_words(piece: &Piece<'_>, most: f32, words: &mut Vec<i16>, factors: &mut Vec<f32>) {
        let count = piece.numbers.len() / piece.stride;
        words.resize(count * HEAD, 0);
        factors.resize(count, 0.0);
        let rows = piece.numbers.chunks_exact(piece.stride);
        for ((row, words), factor) in rows.zip(words.chunks_exact_mut(HEAD)).zip(factors) {
            let row = &row[piece.first..piece.first + HEAD];
            let size = largest_size(row);
            let scale = if size > 0.0 { most / size } else { 0.0 };
            for (word, x) in words.iter_mut().zip(row) {
                *word = rounded(*x * scale) as i16;
            }
            *factor = size / most;
        }
    }
}

on_every_path! {
    /// A head's columns of all rows as 16-bit integers with one factor, in panels of [`LANES`] columns, two rows
    /// together. Gives the factor back to numbers.
    fn interleave(piece: &Piece<'_>, words: &mut Vec<i16>, panels: &mut [i16]) -> f32 {
        let count = piece.numbers.len() / piece.stride;
        let columns = piece.first..piece.first + HEAD;
        let mut size = 0.0;
        for row in piece.numbers.chunks_exact(piece.stride) {
            size = larger(size, largest_size(&row[columns.clone()]));
        }
        let scale = if size > 0.0 { WHOLE / size } else { 0.0 };
        words.clear();
        words.resize(count.next_multiple_of(2) * HEAD, 0);
        let rows = piece.numbers.chunks_exact(piece.stride);
        for (row, words) in rows.zip(words.chunks_exact_mut(HEAD)) {
            for (word, x) in words.iter_mut().zip(&row[columns.clone()]) {
                *word = rounded(*x * scale) as i16;
            }
        }
        let half = panels.len() / 2;
        for (number, two) in words.chunks_exact(2 * HEAD).enumerate() {
            for part in 0..2 {
                let to = &mut panels[part * half + number * 2 * LANES..][..2 * LANES];
                for column in 0..LANES {
                    to[2 * column] = two[part * LANES + column];
                    to[2 * column + 1] = two[HEAD + part * LANES + column];
                }
            }
        }
        size / WHOLE
    }
}

/// The weight of a whole row of attention in 16-bit integers.
pub(super) const WHOLE: f32 = 32_767.0;

/// Integer products of every query with every key.
pub(super) struct Scores<'a> {
    /// The products, each row padded to a multiple of [`LANES`].
    pub(super) sums: &'a [i32],
    /// The factors of the queries.
    pub(super) rows: &'a [f32],
    /// The factors of the keys, padded.
    pub(super) columns: &'a [f32],
    /// Keys.
    pub(super) count: usize,
}

on_every_path! {
    /// Attention: two to the power of the products as weights in 16-bit integers that add up to [`WHOLE`] in each
    /// row. A row of `words` is padded to an even length; `row` is scratch.
    fn attend(scores: &Scores<'_>, factor: f32, row: &mut [f32], words: &mut [i16]) {
        let padded = scores.columns.len();
        let rows = scores.sums.chunks_exact(padded).zip(scores.rows);
        for ((sums, query), words) in rows.zip(words.chunks_exact_mut(scores.count.next_multiple_of(2))) {
            let mut most = [f32::MIN; LANES];
            for ((row, sums), factors) in row.chunks_exact_mut(LANES).zip(sums.chunks_exact(LANES)).zip(scores.columns.chunks_exact(LANES)) {
                for (((x, sum), column), most) in row.iter_mut().zip(sums).zip(factors).zip(&mut most) {
                    *x = *sum as f32 * (*query * factor) * *column;
                    *most = larger(*most, *x);
                }
            }
            let most = largest(most);
            for x in row.iter_mut() {
                *x = power_of_two(*x - most);
            }
            row[scores.count..].fill(0.0);
            let mut lanes = [0.0; LANES];
            for chunk in row.chunks_exact(LANES) {
                for (lane, x) in lanes.iter_mut().zip(chunk) {
                    *lane += *x;
                }
            }
            let scale = WHOLE / add_up(lanes);
            words.fill(0);
            for (word, x) in words.iter_mut().zip(row.iter().take(scores.count)) {
                *word = rounded(*x * scale) as i16;
            }
        }
    }
}

on_every_path! {
    /// Rows of [`HEAD`] integer sums times `factor`, into the first columns of rows of `width` numbers.
    fn spread(sums: &[i32], factor: f32, out: &mut [f32], width: usize) {
        for (sums, out) in sums.chunks_exact(HEAD).zip(out.chunks_mut(width)) {
            for (x, sum) in out.iter_mut().zip(sums) {
                *x = *sum as f32 * factor;
            }
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
            for x in &mut x {
                *x = gelu(*x);
            }
            let mut rows = ByteRows::default();
            to_bytes(path, &x, &gain, &mut rows);
            let sums: Vec<i32> = (0..384).map(|i| i * 31 % 997).collect();
            let (mut row, mut words) = (vec![0.0; 384], vec![0; 380]);
            let scores = Scores {
                sums: &sums,
                rows: &[0.01],
                columns: &gain,
                count: 380,
            };
            attend(path, &scores, 0.5, &mut row, &mut words);
            let bits: Vec<u32> = x.iter().map(|x| x.to_bits()).collect();
            (bits, rows.bytes, words)
        };
        let expected = run(Path::Portable);
        for path in Path::available() {
            assert!(run(path) == expected, "{path:?}");
        }
    }

    #[test]
    fn attention_weights_add_up() {
        let (mut row, mut words) = (vec![0.0; 16], vec![0; 6]);
        let scores = Scores {
            sums: &[3; 16],
            rows: &[1.0],
            columns: &[1.0; 16],
            count: 5,
        };
        attend(Path::best(), &scores, 1.0, &mut row, &mut words);
        assert_eq!(words, [6553, 6553, 6553, 6553, 6553, 0]);
    }
}
