//! For fuzzing alone (`--cfg fuzzing`): noise in the place of the encoder, whose sums are most of the work. The same rows give
//! the same noise, so that the same text is read in the same way.

use std::sync::atomic::{AtomicBool, Ordering};

use super::encoder::WIDTH;

static IS_ON: AtomicBool = AtomicBool::new(true);

/// Reads by the model itself from here on.
pub fn read_truly() {
    IS_ON.store(false, Ordering::Relaxed);
}

pub(super) fn is_on() -> bool {
    IS_ON.load(Ordering::Relaxed)
}

/// Puts noise in the place of each row, seeded by it.
pub(super) fn stir(rows: &mut [f32]) {
    for row in rows.chunks_exact_mut(WIDTH) {
        let seed =
            |seed: u64, number: &f32| (seed ^ u64::from(number.to_bits())).wrapping_mul(0x0100_0000_01b3);
        let mut noise = row.iter().fold(0xcbf2_9ce4_8422_2325, seed) | 1;
        for number in row {
            noise ^= noise << 13;
            noise ^= noise >> 7;
            noise ^= noise << 17;
            *number = ((noise >> 40) as f32 / 16_777_216.0 - 0.5) * 8.0;
        }
    }
}
