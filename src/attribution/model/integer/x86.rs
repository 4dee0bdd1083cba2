//! The products of [`super`] in AVX-512 VNNI and AVX2.

use std::arch::x86_64::*;

use super::{LANES, PANEL, Shape};

/// Vectors of 16 columns in a panel.
const VECTORS: usize = PANEL / 16;

/// Whether the processor has all that the VNNI path uses.
pub(super) fn has_vnni() -> bool {
    std::arch::is_x86_feature_detected!("avx512f")
        && std::arch::is_x86_feature_detected!("avx512bw")
        && std::arch::is_x86_feature_detected!("avx512vl")
        && std::arch::is_x86_feature_detected!("avx512dq")
        && std::arch::is_x86_feature_detected!("avx512vnni")
}

/// # Safety
/// The processor has AVX-512 VNNI, and `shape` fits the slices.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
pub(super) unsafe fn multiply_bytes_vnni(shape: &Shape, rows: &[u8], weights: &[u8], out: &mut [i32]) {
    for panel in 0..shape.columns / PANEL {
        let weights = weights[panel * PANEL * shape.depth..].as_ptr();
        let mut row = 0;
        while row < shape.rows {
            let rows = rows[row * shape.depth..].as_ptr();
            let out = out[row * shape.columns + panel * PANEL..].as_mut_ptr();
            // SAFETY: the tile's rows exist, by the loop's bounds.
            unsafe {
                match shape.rows - row {
                    1 => bytes_tile_vnni::<1>(shape, rows, weights, out),
                    2 => bytes_tile_vnni::<2>(shape, rows, weights, out),
                    3 => bytes_tile_vnni::<3>(shape, rows, weights, out),
                    4 => bytes_tile_vnni::<4>(shape, rows, weights, out),
                    5 => bytes_tile_vnni::<5>(shape, rows, weights, out),
                    _ => bytes_tile_vnni::<6>(shape, rows, weights, out),
                }
            }
            row += 6;
        }
    }
}

/// `ROWS` rows by one panel, all sums in registers.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
#[inline]
unsafe fn bytes_tile_vnni<const ROWS: usize>(
    shape: &Shape,
    rows: *const u8,
    weights: *const u8,
    out: *mut i32,
) {
    let mut sums = [[_mm512_setzero_si512(); VECTORS]; ROWS];
    // SAFETY: the caller's slices hold ROWS rows of `depth` bytes, a panel of `depth * PANEL`, and the tile of `out`.
    unsafe {
        for four in 0..shape.depth / 4 {
            let mut columns = [_mm512_setzero_si512(); VECTORS];
            for (vector, column) in columns.iter_mut().enumerate() {
                *column = _mm512_loadu_si512(weights.add(four * PANEL * 4 + vector * 64).cast());
            }
            for (row, sums) in sums.iter_mut().enumerate() {
                let bytes = rows
                    .add(row * shape.depth + four * 4)
                    .cast::<i32>()
                    .read_unaligned();
                let bytes = _mm512_set1_epi32(bytes);
                for (sum, column) in sums.iter_mut().zip(columns) {
                    *sum = _mm512_dpbusd_epi32(*sum, bytes, column);
                }
            }
        }
        for (row, sums) in sums.iter().enumerate() {
            for (vector, sum) in sums.iter().enumerate() {
                _mm512_storeu_si512(out.add(row * shape.columns + vector * 16).cast(), *sum);
            }
        }
    }
}

/// Rows of a tile of bytes on the AVX2 path: with four vectors of weights and the products under way, all sums stay in
/// the sixteen registers (a fourth row's are written to memory and read again at every step).
const TILE: usize = 3;
/// Rows of a tile of 16-bit numbers, which need fewer registers.
const WORD_TILE: usize = 4;

/// Depth of what a tile multiplies at once: of that many weights sixteen columns stay in the nearest cache, in which a
/// panel's stride leaves only a quarter of the places.
const DEPTH: usize = 384;
/// Columns of a tile.
const COLUMNS: usize = 16;

/// # Safety
/// The processor has AVX2, and `shape` fits the slices.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn multiply_bytes_avx2(shape: &Shape, rows: &[u8], weights: &[u8], out: &mut [i32]) {
    for first in (0..shape.columns).step_by(COLUMNS) {
        let (panel, column) = (first / PANEL, first % PANEL);
        for from in (0..shape.depth).step_by(DEPTH) {
            let depth = [from, shape.depth.min(from + DEPTH)];
            let weights = weights[panel * PANEL * shape.depth + column * 4..].as_ptr();
            for row in (0..shape.rows).step_by(TILE) {
                let rows = rows[row * shape.depth..].as_ptr();
                let out = out[row * shape.columns + first..].as_mut_ptr();
                // SAFETY: the tile's rows and columns exist, by the loops' bounds.
                unsafe {
                    match shape.rows - row {
                        1 => bytes_tile_avx2::<1>(shape, depth, [rows, weights], out),
                        2 => bytes_tile_avx2::<2>(shape, depth, [rows, weights], out),
                        _ => bytes_tile_avx2::<TILE>(shape, depth, [rows, weights], out),
                    }
                }
            }
        }
    }
}

/// `ROWS` rows by sixteen columns, a part of their depth; what is not the first part is added to what `out` has. Four
/// products of bytes of at most [`super::SIZE`] add up within 16 bits, so nothing saturates.
#[target_feature(enable = "avx2")]
#[inline]
unsafe fn bytes_tile_avx2<const ROWS: usize>(
    shape: &Shape,
    [from, to]: [usize; 2],
    [rows, weights]: [*const u8; 2],
    out: *mut i32,
) {
    let ones = _mm256_set1_epi16(1);
    let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
    // SAFETY: the caller's slices hold ROWS rows of `depth` bytes, a panel of `depth * PANEL`, and the tile of `out`.
    unsafe {
        if from > 0 {
            for (row, sums) in sums.iter_mut().enumerate() {
                let known = out.add(row * shape.columns);
                sums[0] = _mm256_loadu_si256(known.cast());
                sums[1] = _mm256_loadu_si256(known.add(8).cast());
            }
        }
        for eight in from / 8..to / 8 {
            let column = weights.add(eight * PANEL * 8);
            let columns: [[__m256i; 2]; 2] = std::array::from_fn(|half| {
                std::array::from_fn(|four| {
                    _mm256_loadu_si256(column.add(four * PANEL * 4 + half * 32).cast())
                })
            });
            for (row, sums) in sums.iter_mut().enumerate() {
                let bytes = rows.add(row * shape.depth + eight * 8).cast::<i32>();
                let first = _mm256_set1_epi32(bytes.read_unaligned());
                let second = _mm256_set1_epi32(bytes.add(1).read_unaligned());
                for (sum, column) in sums.iter_mut().zip(columns) {
                    let pairs = _mm256_add_epi16(
                        _mm256_maddubs_epi16(first, column[0]),
                        _mm256_maddubs_epi16(second, column[1]),
                    );
                    *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, ones));
                }
            }
        }
        for (row, sums) in sums.iter().enumerate() {
            let out = out.add(row * shape.columns);
            _mm256_storeu_si256(out.cast(), sums[0]);
            _mm256_storeu_si256(out.add(8).cast(), sums[1]);
        }
    }
}

/// # Safety
/// The processor has AVX-512 VNNI; `panels` and `out` fit `depth` and `rows`.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
pub(super) unsafe fn multiply_words_vnni(depth: usize, rows: &[i16], panels: &[i16], out: &mut [i32]) {
    let (count, columns) = (rows.len() / depth, panels.len() / depth);
    let mut panel = 0;
    while panel < columns / LANES {
        let two = panel + 1 < columns / LANES;
        let words = panels[panel * LANES * depth..].as_ptr();
        let mut row = 0;
        while row < count {
            let rows = rows[row * depth..].as_ptr();
            let out = out[row * columns + panel * LANES..].as_mut_ptr();
            // SAFETY: the tile's rows and columns exist, by the loops' bounds.
            unsafe {
                match (count - row >= 8, two) {
                    (true, true) => words_tile_vnni::<8, 2>([depth, columns], rows, words, out),
                    (true, false) => words_tile_vnni::<8, 1>([depth, columns], rows, words, out),
                    (false, true) => words_tile_vnni::<1, 2>([depth, columns], rows, words, out),
                    (false, false) => words_tile_vnni::<1, 1>([depth, columns], rows, words, out),
                }
            }
            row += if count - row >= 8 { 8 } else { 1 };
        }
        panel += 2;
    }
}

/// `ROWS` rows by `PANELS` panels.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
#[inline]
unsafe fn words_tile_vnni<const ROWS: usize, const PANELS: usize>(
    [depth, columns]: [usize; 2],
    rows: *const i16,
    panels: *const i16,
    out: *mut i32,
) {
    let mut sums = [[_mm512_setzero_si512(); PANELS]; ROWS];
    // SAFETY: the caller's slices hold the tile.
    unsafe {
        for two in 0..depth / 2 {
            let mut words = [_mm512_setzero_si512(); PANELS];
            for (panel, words) in words.iter_mut().enumerate() {
                *words = _mm512_loadu_si512(panels.add(panel * LANES * depth + two * LANES * 2).cast());
            }
            for (row, sums) in sums.iter_mut().enumerate() {
                let pair = rows.add(row * depth + two * 2).cast::<i32>().read_unaligned();
                let pair = _mm512_set1_epi32(pair);
                for (sum, words) in sums.iter_mut().zip(words) {
                    *sum = _mm512_dpwssd_epi32(*sum, words, pair);
                }
            }
        }
        for (row, sums) in sums.iter().enumerate() {
            for (panel, sum) in sums.iter().enumerate() {
                _mm512_storeu_si512(out.add(row * columns + panel * LANES).cast(), *sum);
            }
        }
    }
}

/// # Safety
/// The processor has AVX2; `panels` and `out` fit `depth` and `rows`.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn multiply_words_avx2(depth: usize, rows: &[i16], panels: &[i16], out: &mut [i32]) {
    let (count, columns) = (rows.len() / depth, panels.len() / depth);
    for panel in 0..columns / LANES {
        let words = panels[panel * LANES * depth..].as_ptr();
        let mut row = 0;
        while row < count {
            let rows = rows[row * depth..].as_ptr();
            let out = out[row * columns + panel * LANES..].as_mut_ptr();
            // SAFETY: the tile's rows and columns exist, by the loops' bounds.
            unsafe {
                if count - row >= WORD_TILE {
                    words_tile_avx2::<WORD_TILE>([depth, columns], rows, words, out);
                    row += WORD_TILE;
                } else {
                    words_tile_avx2::<1>([depth, columns], rows, words, out);
                    row += 1;
                }
            }
        }
    }
}

/// `ROWS` rows by one panel.
#[target_feature(enable = "avx2")]
#[inline]
unsafe fn words_tile_avx2<const ROWS: usize>(
    [depth, columns]: [usize; 2],
    rows: *const i16,
    panel: *const i16,
    out: *mut i32,
) {
    let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
    // SAFETY: the caller's slices hold the tile.
    unsafe {
        for two in 0..depth / 2 {
            let left = _mm256_loadu_si256(panel.add(two * LANES * 2).cast());
            let right = _mm256_loadu_si256(panel.add(two * LANES * 2 + LANES).cast());
            for (row, sums) in sums.iter_mut().enumerate() {
                let pair = rows.add(row * depth + two * 2).cast::<i32>().read_unaligned();
                let pair = _mm256_set1_epi32(pair);
                sums[0] = _mm256_add_epi32(sums[0], _mm256_madd_epi16(left, pair));
                sums[1] = _mm256_add_epi32(sums[1], _mm256_madd_epi16(right, pair));
            }
        }
        for (row, sums) in sums.iter().enumerate() {
            _mm256_storeu_si256(out.add(row * columns).cast(), sums[0]);
            _mm256_storeu_si256(out.add(row * columns + 8).cast(), sums[1]);
        }
    }
}
