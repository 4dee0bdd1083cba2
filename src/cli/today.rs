//! Today's date, for the expiry of waivers.

use std::time::{SystemTime, UNIX_EPOCH};

use twosource::when::When;

/// Today in UTC, `YYYY-MM-DD`; the first of January 1970 on a machine whose clock stands before it.
pub(super) fn today() -> String {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    date_of_day(seconds / 86_400)
}

/// The civil date of a day counted from 1970-01-01.
fn date_of_day(day: u64) -> String {
    When::day_of(i64::try_from(day).unwrap_or_default() * 24 * 60)
}

/// Checks a date given by hand.
pub(super) fn parse(text: &str) -> Result<String, String> {
    match When::is_day(text) {
        true => Ok(text.to_owned()),
        false => Err(format!("`{text}` is no date; write it as 2025-03-06")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates() {
        assert_eq!(date_of_day(0), "1970-01-01");
        assert_eq!(date_of_day(11_016), "2000-02-29");
        assert_eq!(date_of_day(11_017), "2000-03-01");
        assert_eq!(date_of_day(20_153), "2025-03-06");
        assert_eq!(date_of_day(47_540), "2100-02-28");
        assert_eq!(date_of_day(47_541), "2100-03-01");
    }

    #[test]
    fn every_day_is_a_date_and_they_rise() {
        let mut before = String::new();
        for day in 0..60_000 {
            let date = date_of_day(day);
            assert!(parse(&date).is_ok(), "{date}");
            assert!(before < date, "{before} {date}");
            before = date;
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "2025",
            "2025-13-01",
            "2025-02-29",
            "2025-2-3",
            "06-03-2025",
            "2025-03-00",
            "tomorrow",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
