//! Numbers that are written out, and the names of months and weekdays.

/// Number words and what they stand for.
const WRITTEN: &[(&str, u32)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// Months in full and abbreviated.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
    "dec",
];

/// Weekdays in full and abbreviated.
const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
];

/// The value of a number word in lower case, from "one" to "ninety"; compounds ("twenty-five") are several words.
pub fn written_number(lower: &str) -> Option<u32> {
    WRITTEN
        .iter()
        .find(|(word, _)| *word == lower)
        .map(|(_, value)| *value)
}

/// Is this the name of a month, in lower case and without its full stop? So is "may", whatever it means in its
/// sentence.
pub fn is_month(lower: &str) -> bool {
    MONTHS.contains(&lower)
}

/// Is this the name of a weekday, in lower case and without its full stop? "sat" and "sun" are other words too often.
pub fn is_weekday(lower: &str) -> bool {
    WEEKDAYS.contains(&lower)
}
