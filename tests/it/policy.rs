//! The policy file, its mistakes, waivers over a whole run, fingerprints and the baseline.

#![allow(clippy::expect_used, clippy::panic)]

use twosource::draft::{Draft, Format};
use twosource::policy::{self, Level, Policy, Problem, Target};
use twosource::rules::baseline::Baseline;
use twosource::rules::{self, Analysis};

const WHOLE: &str = r#"newsroom = ["The Harbour Times"]
outlets = ["Quayside"]
titles = ["harbour master"]
well_known = ["Pope Francis"]
minimum_independence = 3
minimum_confidence = 0.25
level = "note"
same_claims = [["The ferry will stop", "Sailings will end"]]
apart_claims = [["The ferry will stop", "The ferry stopped"]]

[rules]
bare-source = "warning"
agentless-passive = "off"

[[waiver]]
rule = "bare-source"
source = "officials"
role = "news editor"
date = 2025-03-06
reason = "agreed with the ministry"
expires = "2025-04-06"
"#;

#[test]
fn a_whole_policy_is_read() {
    let policy = policy::read(WHOLE).expect("no mistakes");
    assert_eq!(policy.newsroom, ["The Harbour Times"]);
    assert_eq!(policy.outlets, ["Quayside"]);
    assert_eq!(policy.titles, ["harbour master"]);
    assert_eq!(policy.well_known, ["Pope Francis"]);
    assert_eq!(policy.minimum_independence, 3);
    assert_eq!(policy.minimum_confidence, 0.25);
    assert_eq!(policy.level, Level::Note);
    assert_eq!(policy.same_claims, [["The ferry will stop", "Sailings will end"]]);
    assert_eq!(
        policy.apart_claims,
        [["The ferry will stop", "The ferry stopped"]]
    );
    let levels: Vec<(&str, Level, &str)> = policy
        .levels
        .iter()
        .map(|set| (set.rule.as_str(), set.level, &WHOLE[set.span.start..set.span.end]))
        .collect();
    assert_eq!(
        levels,
        [
            ("bare-source", Level::Warning, "bare-source = \"warning\""),
            ("agentless-passive", Level::Off, "agentless-passive = \"off\""),
        ]
    );
    let waiver = &policy.waivers[0];
    assert_eq!(waiver.target, Target::Source("officials".to_owned()));
    assert_eq!(
        (waiver.date.as_str(), waiver.expires.as_deref()),
        ("2025-03-06", Some("2025-04-06"))
    );
    assert!(rules::check_policy(&policy).is_empty());
}

#[test]
fn an_empty_file_and_the_template_say_what_holds_without_a_file() {
    assert_eq!(policy::read("").expect("no mistakes"), Policy::default());
    assert_eq!(
        policy::read(&policy::template()).expect("no mistakes"),
        Policy::default()
    );
}

#[test]
fn every_setting_of_the_template_can_be_set_as_it_stands() {
    let is_setting = |line: &str| line.starts_with('[') || line.contains(" = ");
    let set: String = policy::template()
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .filter(|line| is_setting(line))
        .map(|line| format!("{line}\n"))
        .collect();
    let policy = policy::read(&set).unwrap_or_else(|problems| panic!("{problems:?}\n{set}"));
    assert!(rules::check_policy(&policy).is_empty());
    let schema = policy::schema();
    let known = schema["properties"].as_object().expect("properties");
    for key in known.keys() {
        assert!(set.contains(key.as_str()), "the template does not show {key}");
    }
    assert_eq!(policy.waivers.len(), 1);
    assert_eq!(policy.levels.len(), 1);
}

/// Where (the words of the file), what, and the help.
fn told(text: &str) -> Vec<(String, String, String)> {
    let problems = policy::read(text).expect_err("mistakes");
    let told = |problem: &Problem| {
        let words = text.get(problem.span.start..problem.span.end).unwrap_or("?");
        (words.to_owned(), problem.message.clone(), problem.help.clone())
    };
    problems.iter().map(told).collect()
}

#[test]
fn all_mistakes_are_told_in_one_run_with_their_places() {
    let text = "newsrom = [\"A\"]\noutlets = \"B\"\ntitles = [\"\", 3]\nminimum_independence = 0\n\
                minimum_confidence = 1.5\nwibble = 1\n[rules]\nbare-source = \"warn\"\nsingle-source = 2\n";
    let told = told(text);
    let short: Vec<(&str, &str)> = told
        .iter()
        .map(|(at, what, _)| (at.as_str(), what.as_str()))
        .collect();
    assert_eq!(
        short,
        [
            ("newsrom", "unknown key `newsrom`"),
            ("\"B\"", "`outlets` is text"),
            ("\"\"", "an empty name in `titles`"),
            ("3", "`titles` holds the number 3"),
            ("0", "`minimum_independence` is the number 0"),
            ("1.5", "`minimum_confidence` is the number 1.5"),
            ("wibble", "unknown key `wibble`"),
            ("\"warn\"", "`warn` is no level"),
            ("2", "`single-source` is the number 2"),
        ]
    );
    assert_eq!(told[0].2, "did you mean `newsroom`?");
    assert!(
        told[6].2.starts_with("known here: extend, profile"),
        "{}",
        told[6].2
    );
    assert_eq!(told[7].2, "write one of off, note, warning, error");
    assert!(told.iter().all(|(.., help)| !help.is_empty()));
}

#[test]
fn a_waiver_needs_its_paper_trail() {
    let told = told(
        "[[waiver]]\nrule = \"bare-source\"\nclaim = \"x\"\nsource = \"y\"\ndate = \"soon\"\nreason = \" \"\n",
    );
    let short: Vec<&str> = told.iter().map(|(_, what, _)| what.as_str()).collect();
    assert_eq!(
        short,
        [
            "the waiver has no `role`",
            "the waiver names a claim and a source",
            "`date` is text",
            "`reason` is empty",
        ]
    );
    let told = self::told("[waiver]\nrule = \"bare-source\"\n");
    assert_eq!(told[0].1, "`waiver` is a table");
}

#[test]
fn broken_toml_and_a_byte_order_mark_keep_their_places() {
    let told = told("\u{feff}newsroom = [\"A\"\n");
    assert_eq!(told.len(), 1);
    assert!(told[0].1.starts_with("not TOML: "), "{}", told[0].1);
    let told = self::told("\u{feff}newsrom = []\n");
    assert_eq!(told[0].0, "newsrom");
}

#[test]
fn unknown_rules_of_the_policy_are_told_with_the_near_name() {
    let text = "[rules]\nbare-sources = \"off\"\n";
    let policy = policy::read(text).expect("no mistakes that the policy alone can see");
    let problems = rules::check_policy(&policy);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].message, "no rule is called `bare-sources`");
    assert_eq!(problems[0].help, "did you mean `bare-source`?");
    assert_eq!(
        &text[problems[0].span.start..problems[0].span.end],
        "bare-sources = \"off\""
    );
}

fn analyze(path: &str, text: &str, policy: &Policy) -> Analysis {
    twosource::analyze(Draft::read(path, Format::Markdown, text), policy)
}

#[test]
fn a_policy_waiver_is_judged_over_all_files_of_a_run() {
    let waiver = |rule: &str, claim: &str| {
        format!(
            "[[waiver]]\nrule = \"{rule}\"\nclaim = \"{claim}\"\nrole = \"news editor\"\ndate = 2025-03-06\nreason = \"x\"\n"
        )
    };
    let text = waiver("lede-single-point", "the harbour master took")
        + &waiver("lede-single-point", "the harbour will close");
    let policy = policy::read(&text).expect("no mistakes");
    let plant = analyze(
        "a.md",
        "The harbour master took bribes from two shipping firms, a former clerk, Ivo Marsh, said.",
        &policy,
    );
    let other = analyze("b.md", "Nothing happened on Monday.", &policy);
    let waived = plant
        .findings
        .iter()
        .filter(|finding| finding.rule == "lede-single-point" && finding.waived.is_some());
    assert!(waived.count() > 0, "{:?}", plant.findings);
    let unused = rules::unused_waivers(&policy, [&plant, &other]);
    assert_eq!(unused.len(), 1, "{unused:?}");
    assert!(unused[0].message.contains("the harbour will close"));
}

#[test]
fn an_expired_waiver_of_the_policy_is_a_problem_from_the_day_after() {
    let on = |day: &str| {
        let mut policy = policy::read(WHOLE).expect("no mistakes");
        policy.today = Some(day.to_owned());
        rules::check_policy(&policy)
            .iter()
            .map(|problem| problem.message.clone())
            .collect::<Vec<_>>()
    };
    assert!(on("2025-04-06").is_empty());
    assert_eq!(
        on("2025-04-07"),
        ["the waiver of `bare-source` for the source “officials” expired on 2025-04-06"]
    );
}

const DRAFT: &str = "The bridge is unsafe, officials said.\n\nThe fund reportedly lost a third.\n";

#[test]
fn fingerprints_hold_when_lines_move_and_differ_between_findings() {
    let policy = Policy::default();
    let before = analyze("a.md", DRAFT, &policy);
    let after = analyze("a.md", &format!("A new first line.\n\n\n{DRAFT}"), &policy);
    let of = |analysis: &Analysis| {
        let prints = rules::fingerprints(analysis).into_iter().zip(&analysis.findings);
        let literal = prints.filter(|(_, found)| ["bare-source", "agentless-passive"].contains(&found.rule));
        literal
            .map(|(print, found)| (found.rule, print))
            .collect::<Vec<_>>()
    };
    assert_eq!(of(&before).len(), 2);
    assert_eq!(of(&before), of(&after));
    assert_ne!(of(&before)[0].1, of(&before)[1].1);
    for (finding, print) in before.findings.iter().zip(rules::fingerprints(&before)) {
        assert_eq!(rules::fingerprint(&before, finding), print);
    }
}

#[test]
fn two_findings_of_the_same_words_have_two_fingerprints() {
    let twice = analyze(
        "a.md",
        "The fund reportedly lost a third.\n\nThe bank reportedly lost a third.\n",
        &Policy::default(),
    );
    let prints = rules::fingerprints(&twice).into_iter().zip(&twice.findings);
    let hidden: Vec<String> = prints
        .filter(|(_, found)| found.rule == "agentless-passive")
        .map(|(print, _)| print)
        .collect();
    assert_eq!(hidden.len(), 2);
    assert_ne!(hidden[0], hidden[1]);
}

#[test]
fn a_baseline_silences_what_it_knows_and_tells_what_is_gone() {
    let policy = Policy::default();
    let mut baseline = Baseline::default();
    baseline.add("a.md", &analyze("a.md", DRAFT, &policy));
    let baseline = Baseline::read(&baseline.write()).expect("what was written is read");
    let mut now = analyze(
        "a.md",
        "The bridge is unsafe, officials said.\n\nIt was allegedly old.\n",
        &policy,
    );
    let stale = baseline.apply("a.md", &mut now);
    let gone: Vec<&str> = stale
        .iter()
        .map(|stale| stale.entry.rule.as_str())
        .filter(|rule| *rule == "agentless-passive")
        .collect();
    assert_eq!(gone, ["agentless-passive"]);
    let waived = |rule: &str| {
        let found = now
            .findings
            .iter()
            .find(|found| found.rule == rule)
            .expect("a finding");
        found.waived.is_some()
    };
    assert!(waived("bare-source"));
    assert!(!waived("agentless-passive"), "“allegedly” is new");
    let mut elsewhere = analyze("b.md", DRAFT, &policy);
    assert!(baseline.apply("b.md", &mut elsewhere).is_empty());
    assert!(elsewhere.findings.iter().all(|found| found.waived.is_none()));
}

#[test]
fn what_is_no_baseline_is_refused_with_its_place() {
    let problem = Baseline::read("{\n  \"schema\": 3\n}").expect_err("no baseline");
    assert!(
        problem.message.starts_with("no baseline file"),
        "{}",
        problem.message
    );
    assert!(problem.span.start > 2, "{problem:?}");
    let problem = Baseline::read("{\"schema\": \"other/9\", \"files\": {}}").expect_err("another format");
    assert!(problem.message.contains("other/9"));
}

#[test]
fn a_policy_goes_on_from_another() {
    let base = "newsroom = [\"The Harbour Times\"]\nminimum_independence = 3\nprofile = \"wire\"\nexclude = [\"old/\"]\n\
                [rules]\nbare-source = \"note\"\nagentless-passive = \"off\"\n[[waiver]]\nrule = \"bare-sauce\"\n\
                source = \"officials\"\nrole = \"editor\"\ndate = 2025-03-06\nreason = \"agreed\"\nexpires = 2025-03-07\n";
    let base = policy::read(base).expect("no mistakes");
    let mut policy = policy::read_onto(
        "outlets = [\"Quayside\"]\n[rules]\nbare-source = \"error\"\n",
        base,
    )
    .expect("no mistakes");
    assert_eq!(policy.newsroom, ["The Harbour Times"]);
    assert_eq!(policy.outlets, ["Quayside"]);
    assert_eq!(policy.minimum_independence, 3);
    assert_eq!(policy.profile, Some(policy::Profile::Wire));
    assert!(policy.exclude.is_empty(), "globs are seen from their own folder");
    assert_eq!(policy.waivers.len(), 1);
    policy.today = Some("2025-06-01".to_owned());
    assert!(
        rules::check_policy(&policy).is_empty(),
        "what stands in the base is told there"
    );
    let level = |rule: &str| {
        let analysis = analyze("a.md", DRAFT, &policy);
        let found = analysis.findings.iter().find(|found| found.rule == rule);
        found.map(|found| found.level)
    };
    assert_eq!(level("bare-source"), Some(Level::Error));
    assert_eq!(level("agentless-passive"), None);
}

#[test]
fn a_profile_sets_levels_and_the_policy_s_own_hold_before_it() {
    let level = |policy: &str| {
        let policy = policy::read(policy).expect("no mistakes");
        let analysis = analyze("a.md", "The works will close, company insiders said.\n", &policy);
        let found = analysis
            .findings
            .iter()
            .find(|found| found.rule == "uncounted-plural");
        found.map(|found| found.level)
    };
    assert_eq!(level(""), Some(Level::Warning));
    assert_eq!(level("profile = \"wire\"\n"), Some(Level::Error));
    assert_eq!(level("profile = \"feature\"\n"), Some(Level::Warning));
    assert_eq!(
        level("profile = \"wire\"\n[rules]\nuncounted-plural = \"note\"\n"),
        Some(Level::Note)
    );
}

#[test]
fn levels_of_some_files_name_rules_that_exist() {
    let policy = policy::read("[[path]]\nfiles = [\"opinion/\"]\nrules = { bare-sauce = \"off\" }\n")
        .expect("well formed");
    let told = rules::check_policy(&policy);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].help, "did you mean `bare-source`?");
    assert_eq!(policy.paths[0].files[0].glob, "opinion/");
}

#[test]
fn every_rule_of_a_profile_exists() {
    for (_, name) in policy::Profile::NAMES {
        let profile = policy::read(&format!("profile = \"{name}\"\n")).expect("a profile");
        for (rule, _) in rules::levels_of_profile(profile.profile.expect("it is set")) {
            assert!(rules::of_name(rule).is_some(), "{name}: {rule}");
        }
    }
}
