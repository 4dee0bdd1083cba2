//! The calendar: a day, and a time of day where it is told. Days are those of the proleptic Gregorian calendar.

/// A day, and the minute of it where that is known; UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// Days since 1970-01-01.
    day: i64,
    /// Minutes since its beginning.
    minute: Option<i64>,
}

/// Bytes of `YYYY-MM-DD`.
const DAY_LENGTH: usize = 10;

/// Minutes of a day.
const DAY: i64 = 24 * 60;

impl When {
    /// Reads `YYYY-MM-DD`, with `THH:MM` or ` HH:MM`, seconds and an offset (`Z`, `+02:00`) behind it or not. Nothing where it
    /// is no such day.
    ///
    /// ```
    /// use twosource::when::When;
    ///
    /// let noon = When::read("2025-03-06T14:00+02:00").unwrap();
    /// assert_eq!(noon.to_string(), "2025-03-06 12:00");
    /// assert!(noon.is_before(When::read("2025-03-07").unwrap()) == Some(true));
    /// assert_eq!(When::read("2025-02-30"), None);
    /// ```
    pub fn read(text: &str) -> Option<When> {
        let text = text.trim();
        let (date, rest) = text.split_at_checked(DAY_LENGTH)?;
        let mut parts = date.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
        if parts.next().is_some() || civil(days(year, month, day)) != (year, month, day) {
            return None;
        }
        let of_day = days(year, month, day);
        if rest.is_empty() {
            return Some(When {
                day: of_day,
                minute: None,
            });
        }
        let minute = minute(rest.strip_prefix(['T', 't', ' '])?)?;
        Some(When {
            day: of_day + minute.div_euclid(DAY),
            minute: Some(minute.rem_euclid(DAY)),
        })
    }

    /// Is it a day of the calendar, as `YYYY-MM-DD`, and nothing more?
    pub fn is_day(text: &str) -> bool {
        text.len() == DAY_LENGTH && When::read(text).is_some()
    }

    /// Is it before the other? Nothing where that is not known: the same day without a time, or the same minute.
    pub fn is_before(self, other: When) -> Option<bool> {
        if self.day != other.day {
            return Some(self.day < other.day);
        }
        let (own, theirs) = (self.minute?, other.minute?);
        (own != theirs).then_some(own < theirs)
    }

    /// Are both of one day?
    pub fn is_same_day(self, other: When) -> bool {
        self.day == other.day
    }

    /// Minutes since 1970-01-01, a day without a time taken at its beginning.
    pub fn minutes(self) -> i64 {
        self.day * DAY + self.minute.unwrap_or(0)
    }

    /// The day that such a minute lies in, counted as [`When::minutes`]: `2025-03-06`.
    pub fn day_of(minutes: i64) -> String {
        let (year, month, day) = civil(minutes.div_euclid(DAY));
        format!("{year:04}-{month:02}-{day:02}")
    }
}

impl std::fmt::Display for When {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&When::day_of(self.day * DAY))?;
        match self.minute {
            Some(minute) => write!(out, " {:02}:{:02}", minute / 60, minute % 60),
            None => Ok(()),
        }
    }
}

/// A whole number of just so many digits.
fn number(text: &str, digits: usize) -> Option<i64> {
    let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// `14:30`, with seconds and an offset or not, in minutes of UTC.
fn minute(text: &str) -> Option<i64> {
    let (clock, offset) = match text.find(['Z', 'z', '+', '-']) {
        Some(at) => (&text[..at], &text[at..]),
        None => (text, "Z"),
    };
    let mut parts = clock.split(':');
    let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    if hour > 23 || minute > 59 {
        return None;
    }
    let ahead = match offset.as_bytes().first()? {
        b'Z' | b'z' => 0,
        sign => {
            let digits: String = offset[1..].chars().filter(|c| *c != ':').collect();
            let digits = number(&digits, 4)?;
            let ahead = digits / 100 * 60 + digits % 100;
            if *sign == b'-' { -ahead } else { ahead }
        }
    };
    Some(hour * 60 + minute - ahead)
}

/// Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of so many days since 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    (year + era * 400 + i64::from(month <= 2), month, day)
}
