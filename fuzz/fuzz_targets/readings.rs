#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| twosource_fuzz::readings(data));
