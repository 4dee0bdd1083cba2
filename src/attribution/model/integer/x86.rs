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
pub(super) unsafe fn multiply_bytes_vnni(shape: &Shape, rows: &[i8], weights: &[u8], out: &mut [i32]) {
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
    rows: *const i8,
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
                    *sum = _mm512_dpbusd_epi32(*sum, column, bytes);
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

/// # Safety
/// The processor has AVX2, and `shape` fits the slices.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn multiply_bytes_avx2(shape: &Shape, rows: &[i8], weights: &[u8], out: &mut [i32]) {
    for panel in 0..shape.columns / PANEL {
        for part in 0..PANEL / 16 {
            let weights = weights[panel * PANEL * shape.depth + part * 64..].as_ptr();
            for row in 0..shape.rows {
                let rows = rows[row * shape.depth..].as_ptr();
                let out = out[row * shape.columns + panel * PANEL + part * 16..].as_mut_ptr();
                // SAFETY: the row and the 16 columns exist, by the loops' bounds.
                unsafe { bytes_row_avx2(shape.depth, rows, weights, out) }
            }
        }
    }
}

/// One row by 16 columns. Products of 16-bit numbers: those of bytes would saturate.
#[target_feature(enable = "avx2")]
#[inline]
unsafe fn bytes_row_avx2(depth: usize, row: *const i8, weights: *const u8, out: *mut i32) {
    let mut sums = [_mm256_setzero_si256(); 4];
    // SAFETY: the caller's row holds `depth` bytes; the panel `depth / 4` groups of `PANEL * 4`.
    unsafe {
        for four in 0..depth / 4 {
            let bytes = row.add(four * 4).cast::<i32>().read_unaligned();
            let bytes = _mm256_cvtepi8_epi16(_mm_set1_epi32(bytes));
            for (part, sum) in sums.iter_mut().enumerate() {
                let column = _mm_loadu_si128(weights.add(four * PANEL * 4 + part * 16).cast());
                let products = _mm256_madd_epi16(_mm256_cvtepu8_epi16(column), bytes);
                *sum = _mm256_add_epi32(*sum, products);
            }
        }
        // Each sum holds four columns as pairs of halves.
        for pair in 0..2 {
            let joined = _mm256_hadd_epi32(sums[pair * 2], sums[pair * 2 + 1]);
            let ordered = _mm256_permute4x64_epi64::<0b11_01_10_00>(joined);
            _mm256_storeu_si256(out.add(pair * 8).cast(), ordered);
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
    let columns = panels.len() / depth;
    for (row, out) in rows.chunks_exact(depth).zip(out.chunks_exact_mut(columns)) {
        for (panel, out) in panels
            .chunks_exact(depth * LANES)
            .zip(out.chunks_exact_mut(LANES))
        {
            let mut sums = [_mm256_setzero_si256(); 2];
            // SAFETY: `row` holds `depth` numbers, `panel` `depth * LANES`, `out` `LANES`.
            unsafe {
                for two in 0..depth / 2 {
                    let pair = _mm256_set1_epi32(row.as_ptr().add(two * 2).cast::<i32>().read_unaligned());
                    for (half, sum) in sums.iter_mut().enumerate() {
                        let words = panel.as_ptr().add(two * LANES * 2 + half * LANES).cast();
                        let products = _mm256_madd_epi16(_mm256_loadu_si256(words), pair);
                        *sum = _mm256_add_epi32(*sum, products);
                    }
                }
                _mm256_storeu_si256(out.as_mut_ptr().cast(), sums[0]);
                _mm256_storeu_si256(out.as_mut_ptr().add(8).cast(), sums[1]);
            }
        }
    }
}
