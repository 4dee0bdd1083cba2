//! Today's date, for the expiry of waivers.

use std::time::{SystemTime, UNIX_EPOCH};

/// Today in UTC, `YYYY-MM-DD`; the first of January 1970 on a machine whose clock stands before it.
pub(super) fn today() -> String {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    date_of_day(seconds / 86_400)
}

/// The civil date of a day counted from 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms", `civil_from_days`; years begin in March, so that the leap day is a year's last).
fn date_of_day(day: u64) -> String {
    let shifted = day + 719_468;
    let era = shifted / 146_097;
    let day_of_era = shifted % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day_of_month:02}")
}

/// Checks a date given by hand.
pub(super) fn parse(text: &str) -> Result<String, String> {
    let wrong = || format!("`{text}` is no date; write it as 2025-03-06");
    let fields: Vec<&str> = text.split('-').collect();
    let [year, month, day] = fields[..] else {
        return Err(wrong());
    };
    let widths = [(year, 4), (month, 2), (day, 2)];
    let digits =
        |(field, width): (&str, usize)| field.len() == width && field.bytes().all(|b| b.is_ascii_digit());
    let number = |field: &str| field.parse::<u32>().unwrap_or(0);
    if !widths.into_iter().all(digits)
        || number(day) == 0
        || number(day) > length(number(year), number(month))
    {
        return Err(wrong());
    }
    Ok(text.to_owned())
}

/// Days of a month; none of a month that does not exist.
fn length(year: u32, month: u32) -> u32 {
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
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
