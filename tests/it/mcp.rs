//! The server for agents as an agent meets it: the program is started, and spoken with over its standard input and output.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it does not expect"
)]

mod agent;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use agent::Agent;

const DRAFT: &str = "\
# Harbour to close in May

The harbour of Port Alder will close for a week in May, its warden, Ida Lund, said on Monday.

Sources said the repair may take longer. Two people familiar with the matter said the firm had paid a bribe of 40,000 \
crowns to an inspector.

\"We will keep the ferry running all summer,\" Lund said.
";

const CLOSES: &str = "The harbour of Port Alder will close";

fn desk() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = folder.path().canonicalize().expect("a folder");
    fs::create_dir(whole.join("drafts")).expect("a folder");
    fs::write(whole.join("drafts/harbour.md"), DRAFT).expect("is written");
    (folder, whole)
}

fn start(folder: &Path) -> Agent {
    Agent::start(folder, &["--no-policy", "--today", "2025-03-06"])
}

fn readings(folder: &Path) -> String {
    fs::read_to_string(folder.join("drafts/harbour.md.twosource.toml")).unwrap_or_default()
}

fn claim<'a>(brief: &'a Value, says: &str) -> &'a Value {
    let mut claims = brief["claims"].as_array().expect("a list").iter();
    let is_it = |claim: &&Value| claim["says"].as_str().is_some_and(|own| own.starts_with(says));
    claims.find(is_it).unwrap_or_else(|| panic!("{says}: {brief}"))
}

#[test]
fn the_tools_are_told_with_what_they_take_and_whether_they_write() {
    let (_folder, desk) = desk();
    let offered = |arguments: &[&str]| {
        let mut agent = Agent::start(&desk, arguments);
        let heard = agent.ask("tools/list", json!({}));
        heard["result"]["tools"].as_array().expect("a list").clone()
    };
    let writing = |tools: &[Value]| -> Vec<(String, bool)> {
        let one = |tool: &Value| {
            let name = tool["name"].as_str().expect("a name").to_owned();
            (name, tool["annotations"]["readOnlyHint"] == false)
        };
        tools.iter().map(one).collect()
    };
    let all = offered(&[]);
    let wanted = [
        ("analyze", false),
        ("count", false),
        ("explain", false),
        ("reading", true),
    ];
    let wanted = wanted.map(|(name, writes)| (name.to_owned(), writes));
    assert_eq!(writing(&all), wanted);
    for tool in &all {
        let schema = &tool["inputSchema"];
        assert_eq!(schema["type"], "object");
        jsonschema::meta::validate(schema).expect("is a schema");
        assert!(tool["annotations"]["openWorldHint"] == false, "{tool}");
    }
    assert_eq!(writing(&offered(&["--read-only"])), wanted[..3]);
}

#[test]
fn a_draft_is_told_claim_by_claim() {
    let (_folder, desk) = desk();
    let mut agent = start(&desk);
    let brief = agent.found("analyze", json!({"path": "drafts/harbour.md"}));
    let closes = claim(&brief, CLOSES);
    assert_eq!(closes["independent"]["low"], 1);
    assert_eq!(closes["why"], "Rests on Ida Lund alone.");
    assert_eq!(closes["sources"][0]["name"], "Ida Lund");
    assert_eq!(closes["at"], "3:1");
    let bribe = claim(&brief, "the firm had paid");
    assert_eq!(
        (&bribe["weight"], &bribe["check_first"]),
        (&json!("heavy"), &json!(1))
    );
    assert_eq!(bribe["independent"]["high"], 2);
    let repair = claim(&brief, "the repair may take longer");
    // Nobody says how many "sources" are.
    assert_eq!(repair["independent"]["high"], Value::Null);
    assert_eq!(repair["findings"][0]["rule"], "bare-source");
    let by_text = agent.found("analyze", json!({"text": DRAFT}));
    assert_eq!(by_text["claims"], brief["claims"]);
    assert_eq!(by_text.get("edition"), None, "no file, nothing to correct");
    let notes = agent.found("analyze", json!({"path": "drafts/harbour.md", "tell": "notes"}));
    assert_eq!(notes.get("findings_not_shown"), None);
    assert!(brief["findings_not_shown"].as_u64() > Some(0));
}

#[test]
fn everything_is_what_the_command_prints() {
    let (_folder, desk) = desk();
    let mut agent = start(&desk);
    let told = agent.told(
        "analyze",
        json!({"path": "drafts/harbour.md", "tell": "everything"}),
    );
    let mut command = Command::new(env!("CARGO_BIN_EXE_twosource"));
    command.args([
        "analyze",
        "--format",
        "jsonl",
        "--no-policy",
        "--today",
        "2025-03-06",
    ]);
    let printed = command.arg("drafts/harbour.md").current_dir(&desk).output();
    assert_eq!(told, String::from_utf8_lossy(&printed.expect("it runs").stdout));
}

#[test]
fn a_claim_in_other_words_is_counted_and_another_figure_is_another_claim() {
    let (_folder, desk) = desk();
    let mut agent = start(&desk);
    let mut count = |claim: &str| agent.found("count", json!({"path": "drafts/harbour.md", "claim": claim}));
    let bribe = count("An inspector was paid a bribe of 40,000 crowns by the firm");
    assert_eq!(
        bribe["claims"][0]["sources"][0]["name"],
        "Two people familiar with the matter"
    );
    assert_eq!(bribe["claims"].as_array().map(Vec::len), Some(1));
    let other = count("An inspector was paid a bribe of 90,000 crowns by the firm");
    assert_eq!(other["claims"], json!([]));
    assert_eq!(other["otherwise"].as_array().map(Vec::len), Some(1));
    let denied = count("The harbour of Port Alder will not close for a week in May");
    assert_eq!(denied["claims"], json!([]), "{denied}");
    let nowhere = count("The mayor of Norvale resigned");
    assert_eq!(nowhere["answer"], "no claim says so");
}

#[test]
fn copies_and_repetitions_across_articles_are_no_sources() {
    let (_folder, desk) = desk();
    let mut agent = start(&desk);
    let said = "The harbour of Port Alder will close for a week in May, its warden, Ida Lund, told the Alder Ledger on Monday. \
                Nine days of rain had put the quay under water, and the cranes stood still.";
    let mut articles = vec![
        json!({"outlet": "Alder Ledger", "date": "2025-03-06", "text": said}),
        json!({"outlet": "Norvale Post", "date": "2025-03-07", "text": said}),
        json!({"outlet": "Quay Radio", "date": "2025-03-07",
               "text": "The harbour of Port Alder will close for a week in May, the Alder Ledger reported."}),
    ];
    let asked = "The harbour of Port Alder will close for a week in May";
    let copied = agent.found("count", json!({"claim": asked, "articles": articles}));
    assert_eq!(copied["claims"][0]["independent"]["high"], 1, "{copied}");
    assert_eq!(copied["claims"][0]["tellings"].as_array().map(Vec::len), Some(3));
    articles.push(json!({"outlet": "Tarn Courier", "date": "2025-03-08",
        "text": "The harbour of Port Alder will close for a week in May, the ferry captain, Otto Rask, told the Tarn Courier."}));
    let second = agent.found("count", json!({"claim": asked, "articles": articles}));
    assert_eq!(second["claims"][0]["independent"]["low"], 2, "{second}");
    let wrong = json!([{"outlet": "Alder Ledger", "text": said, "date": "last week"}]);
    let refused = agent.refused("count", json!({"claim": asked, "articles": wrong}));
    assert!(
        refused.starts_with("article 1: ") && refused.contains("YYYY-MM-DD"),
        "{refused}"
    );
}

#[test]
fn what_no_tool_takes_is_an_error_of_the_protocol_that_says_what_would_be_right() {
    let (_folder, desk) = desk();
    let mut agent = Agent::start(&desk, &["--read-only"]);
    let mut wrong = |method: &str, params: Value| {
        let heard = agent.ask(method, params);
        let error = &heard["error"];
        (
            error["code"].as_i64(),
            error["message"].as_str().unwrap_or_default().to_owned(),
        )
    };
    let call = |name: &str, arguments: Value| json!({"name": name, "arguments": arguments});
    let (code, told) = wrong("tools/call", call("anlyze", json!({})));
    assert_eq!(code, Some(-32602));
    assert!(told.contains("analyze, count, explain"), "{told}");
    let (code, told) = wrong("tools/call", call("reading", json!({})));
    assert_eq!(code, Some(-32602), "{told}");
    let (code, told) = wrong("tools/call", call("analyze", json!({"pth": "x"})));
    assert_eq!(code, Some(-32602));
    assert!(told.contains("`pth`") && told.contains("`path`"), "{told}");
    let (code, told) = wrong("tools/call", call("explain", json!({"rule": 7})));
    assert_eq!(code, Some(-32602), "{told}");
    assert_eq!(wrong("tools/burn", json!({})).0, Some(-32601));
    let page = agent.told("explain", json!({"rule": "bare-source"}));
    assert!(page.starts_with("# bare-source\n"), "{page}");
    let unknown = agent.refused("explain", json!({"rule": "bare-sauce"}));
    assert!(unknown.contains("bare-source"), "{unknown}");
    for neither in [json!({}), json!({"path": "drafts/harbour.md", "text": "x"})] {
        assert!(agent.refused("analyze", neither).contains("`path`"));
    }
}

#[test]
fn noise_and_what_is_too_long_keep_nothing_waiting() {
    let (_folder, desk) = desk();
    let mut agent = start(&desk);
    agent.send_bytes(b"\xff\xfe no message\n\n{\"half\": \n[]\n");
    agent.send_bytes(
        b"{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"tools/call\",\"params\":{\"name\":\"\xff\"}}\n",
    );
    let heard = agent.hear();
    assert_eq!(
        (&heard["id"], &heard["error"]["code"]),
        (&json!("a"), &json!(-32700))
    );
    let long = "word ".repeat(4 * 1024 * 1024);
    let call = json!({"jsonrpc": "2.0", "id": "b", "method": "tools/call",
                      "params": {"name": "analyze", "arguments": {"text": long}}});
    agent.send(&call);
    let heard = agent.hear();
    assert_eq!(
        (&heard["id"], &heard["error"]["code"]),
        (&json!("b"), &json!(-32600))
    );
    let refused = agent.refused("analyze", json!({"text": &long[..2 * 1024 * 1024]}));
    assert!(refused.contains("1 MiB"), "{refused}");
    agent.found("analyze", json!({"path": "drafts/harbour.md"}));
    let (_, code, messages) = agent.leave();
    assert_eq!(code, Some(0));
    assert_eq!(messages.lines().count(), 1, "told once: {messages}");
}

#[test]
fn who_leaves_is_still_answered() {
    let (_folder, desk) = desk();
    let mut agent = start(&desk);
    let ids: Vec<i64> = (0..3)
        .map(|_| {
            agent.post(
                "tools/call",
                json!({"name": "analyze", "arguments": {"text": DRAFT}}),
            )
        })
        .collect();
    let (said, code, _) = agent.leave();
    let mut answered: Vec<i64> = said.iter().filter_map(|one| one["id"].as_i64()).collect();
    answered.sort_unstable();
    assert_eq!((answered, code), (ids, Some(0)));
    let never = Agent::silent::<&str>(&desk, &[]);
    assert_eq!(never.leave().1, Some(0));
}

#[test]
fn a_correction_is_written_beside_the_draft_and_taken_back() {
    let (_folder, desk) = desk();
    let mut agent = start(&desk);
    let path = "drafts/harbour.md";
    let first = agent.found("analyze", json!({"path": path}))["edition"].clone();
    let who =
        json!({"path": path, "edition": first, "act": "source", "says": CLOSES, "sources": ["Tom Orr"]});
    let unknown = agent.refused("reading", who.clone());
    assert!(
        unknown.contains("Ida Lund") && unknown.contains("kind"),
        "{unknown}"
    );
    assert_eq!(readings(&desk), "");
    let mut named = who.clone();
    named["kind"] = json!("named-person");
    let done = agent.found("reading", named);
    assert_eq!(done["now"]["claims"][0]["why"], "Rests on Tom Orr alone.");
    let one = "[[source]]\nname = \"Tom Orr\"\nkind = \"named-person\"\n\n\
               [[reading]]\nsays = \"The harbour of Port Alder will close\"\nsource = \"Tom Orr\"\n";
    assert_eq!(readings(&desk), one);

    // What was seen before is no longer what stands there.
    let stale = agent.refused("reading", who);
    assert!(stale.contains("analyze"), "{stale}");
    assert_eq!(readings(&desk), one);

    let accept = json!({"path": path, "edition": done["edition"], "act": "accept", "says": "the repair may take longer",
                        "rule": "bare-source", "role": "night desk", "reason": "the port's \"own\" people", "expires": "2025-04-06"});
    let done = agent.found("reading", accept.clone());
    let two = format!(
        "{one}\n[[accept]]\nrule = \"bare-source\"\nsays = \"the repair may take longer\"\nrole = \"night desk\"\n\
         date = 2025-03-06\nreason = \"the port's \\\"own\\\" people\"\nexpires = 2025-04-06\n"
    );
    assert_eq!(readings(&desk), two);
    let brief = agent.found("analyze", json!({"path": path}));
    let rules = claim(&brief, "the repair")["findings"]
        .as_array()
        .expect("a list")
        .clone();
    assert!(
        rules.iter().all(|finding| finding["rule"] != "bare-source"),
        "{rules:?}"
    );
    let again = agent.refused(
        "reading",
        json!({"path": path, "edition": done["edition"], "act": "accept",
        "says": "the repair may take longer", "rule": "bare-source", "role": "night desk", "reason": "x"}),
    );
    assert!(
        again.contains("single-anonymous"),
        "names what could be accepted: {again}"
    );

    let undo = json!({"path": path, "edition": done["edition"], "act": "undo"});
    let back = agent.found("reading", undo);
    assert_eq!(readings(&desk), one);
    agent.found(
        "reading",
        json!({"path": path, "edition": back["edition"], "act": "undo"}),
    );
    assert!(!desk.join("drafts/harbour.md.twosource.toml").exists());
}

#[test]
fn every_act_says_what_the_page_would() {
    let acts = [
        (json!({"act": "right"}), "source = \"Ida Lund\"\n"),
        (json!({"act": "own"}), "own = true\n"),
        (json!({"act": "drop"}), "drop = true\n"),
        (
            json!({"act": "same_as", "other": "the repair may take longer"}),
            "same_as = \"the repair may take longer\"\n",
        ),
        (
            json!({"act": "apart_from", "other": "the repair may take longer"}),
            "apart_from = \"the repair may take longer\"\n",
        ),
    ];
    for (act, wanted) in acts {
        let (_folder, desk) = desk();
        let mut agent = start(&desk);
        let path = "drafts/harbour.md";
        let mut asked = act;
        asked["path"] = json!(path);
        asked["says"] = json!("We will keep the ferry running");
        asked["edition"] = agent.found("analyze", json!({"path": path}))["edition"].clone();
        agent.found("reading", asked);
        let wanted = format!("[[reading]]\nsays = \"We will keep the ferry running all\"\n{wanted}");
        assert_eq!(readings(&desk), wanted);
    }
    let (_folder, desk) = desk();
    let mut agent = start(&desk);
    let edition = agent.found("analyze", json!({"path": "drafts/harbour.md"}))["edition"].clone();
    let mut wrong = |asked: Value| {
        let mut whole = json!({"path": "drafts/harbour.md", "edition": edition});
        whole
            .as_object_mut()
            .expect("an object")
            .extend(asked.as_object().expect("an object").clone());
        agent.refused("reading", whole)
    };
    let checked = wrong(json!({"act": "checked", "says": CLOSES, "note": "she rang back"}));
    assert!(checked.contains("`role`"), "{checked}");
    let gone = wrong(json!({"act": "drop", "says": "The ferry sank in June"}));
    assert!(gone.contains("no such words"), "{gone}");
    let itself = wrong(json!({"act": "same_as", "says": CLOSES, "other": CLOSES}));
    assert!(itself.contains("same place"), "{itself}");
    let expires = wrong(
        json!({"act": "accept", "says": CLOSES, "rule": "single-source", "role": "desk", "reason": "x", "expires": "soon"}),
    );
    assert!(expires.contains("2025-04-06"), "{expires}");
    assert_eq!(readings(&desk), "");
}

#[test]
fn who_a_confidential_source_is_is_neither_written_nor_told() {
    let (_folder, desk) = desk();
    let mut agent = start(&desk);
    let edition = agent.found("analyze", json!({"path": "drafts/harbour.md"}))["edition"].clone();
    let tells = json!({"path": "drafts/harbour.md", "edition": edition, "act": "source", "kind": "anonymous",
                       "says": "the repair may take longer", "sources": ["a clerk, mara.fenn@alder.example"]});
    let refused = agent.refused("reading", tells);
    assert!(!refused.contains("fenn"), "{refused}");
    assert_eq!(readings(&desk), "");
    let graph = "[[source]]\nid = \"a\"\nkind = \"anonymous\"\ndescription = \"a clerk\"\nreal_name = \"Mara Fenn\"\n\n\
                 [[claim]]\nid = \"c\"\ntext = \"It will close.\"\nsources = [\"a\"]\n";
    fs::write(desk.join("drafts/graph.toml"), graph).expect("is written");
    let own =
        "[[source]]\ndescription = \"a clerk\"\nkind = \"anonymous\"\nemail = \"mara.fenn@alder.example\"\n";
    fs::write(desk.join("drafts/harbour.md.twosource.toml"), own).expect("is written");
    for path in ["drafts/graph.toml", "drafts/harbour.md"] {
        for tell in ["brief", "notes", "everything"] {
            let refused = agent.refused("analyze", json!({"path": path, "tell": tell}));
            assert!(!refused.to_lowercase().contains("fenn"), "{refused}");
        }
        let refused = agent.refused("count", json!({"path": path, "claim": "It will close"}));
        assert!(!refused.to_lowercase().contains("fenn"), "{refused}");
    }
    let (_, _, messages) = agent.leave();
    assert!(!messages.to_lowercase().contains("fenn"), "{messages}");
}

#[test]
fn a_claims_graph_that_stands_for_a_draft_is_told_and_not_corrected() {
    let (_folder, desk) = desk();
    let graph = "draft = \"harbour.md\"\n\n[[source]]\nid = \"ida\"\nname = \"Ida Lund\"\nkind = \"named-person\"\n\n\
                 [[claim]]\nid = \"c\"\ntext = \"The harbour of Port Alder will close for a week in May.\"\nsources = [\"ida\"]\n";
    fs::write(desk.join("drafts/harbour.toml"), graph).expect("is written");
    let mut agent = start(&desk);
    let brief = agent.found("analyze", json!({"path": "drafts/harbour.md"}));
    assert_eq!(brief["draft"], "drafts/harbour.toml");
    assert_eq!(brief["claims"].as_array().map(Vec::len), Some(1));
    let refused = agent.refused(
        "reading",
        json!({"path": "drafts/harbour.md", "edition": "", "act": "drop", "says": CLOSES}),
    );
    assert!(refused.contains("claims graph"), "{refused}");
}

#[cfg(unix)]
#[test]
fn files_outside_of_the_folders_are_not_read_by_any_way() {
    use std::os::unix::fs::symlink;
    let (_folder, desk) = desk();
    let drafts = desk.join("drafts");
    fs::write(desk.join("secret.md"), "A secret, Ida Lund said.\n").expect("is written");
    symlink(desk.join("secret.md"), drafts.join("link.md")).expect("a link");
    symlink(&desk, drafts.join("up")).expect("a link");
    symlink(drafts.join("harbour.md"), drafts.join("inside.md")).expect("a link");
    fs::write(
        drafts.join("graph.toml"),
        "draft = \"../secret.md\"\n\n[[claim]]\nid = \"c\"\ntext = \"A secret.\"\n",
    )
    .expect("is written");
    let made = Command::new("mkfifo").arg(drafts.join("pipe.md")).status();
    assert!(made.expect("mkfifo is there").success());
    let mut agent = Agent::start(&desk, &["--no-policy", "drafts"]);
    let absolute = desk.join("secret.md").to_string_lossy().into_owned();
    for path in [
        "../secret.md",
        &absolute,
        "drafts/link.md",
        "drafts/up/secret.md",
        "/etc/hostname",
        "/dev/zero",
        "/proc/self/environ",
        "drafts/graph.toml",
    ] {
        let refused = agent.refused("analyze", json!({"path": path}));
        assert!(refused.contains("outside"), "{path}: {refused}");
        let gone = agent.refused("analyze", json!({"path": "/no/such/file.md"}));
        assert!(gone.contains("outside"), "{gone}");
    }
    assert!(
        agent
            .refused("analyze", json!({"path": "drafts/pipe.md"}))
            .contains("pipe")
    );
    assert!(
        agent
            .refused("analyze", json!({"path": "drafts"}))
            .contains("folder")
    );
    // As seen from the folder that is open.
    for path in ["secret.md", "drafts/../secret.md", "drafts/none.md"] {
        let refused = agent.refused("analyze", json!({"path": path}));
        assert!(refused.contains("no such file"), "{path}: {refused}");
    }
    let own = drafts.join("harbour.md").to_string_lossy().into_owned();
    for path in [
        "harbour.md",
        "drafts/harbour.md",
        "./drafts/../drafts/harbour.md",
        "inside.md",
        &own,
    ] {
        agent.found("analyze", json!({"path": path}));
    }

    // Readings that lead out are neither read nor written.
    let edition = agent.found("analyze", json!({"path": "harbour.md"}))["edition"].clone();
    for target in ["outside.toml", "nowhere/outside.toml", "made.toml"] {
        let place = desk.join(target);
        if target == "made.toml" {
            fs::write(&place, "").expect("is written");
        }
        let link = drafts.join("harbour.md.twosource.toml");
        symlink(&place, &link).expect("a link");
        let drop = json!({"path": "harbour.md", "edition": edition, "act": "drop", "says": CLOSES});
        agent.refused("reading", drop);
        assert!(
            !place.exists() || fs::read(&place).expect("is read").is_empty(),
            "{target}"
        );
        fs::remove_file(link).expect("is removed");
    }
}

#[test]
fn a_server_for_no_folder_is_not_started() {
    let (_folder, desk) = desk();
    let nowhere = Agent::silent(&desk, &["drafts/none"]);
    let (said, code, messages) = nowhere.leave();
    assert_eq!((said, code), (Vec::new(), Some(2)));
    assert!(messages.contains("no such folder"), "{messages}");
    // Some start their servers in the root folder, which is nobody's desk.
    let mut agent = Agent::start::<&str>(Path::new("/"), &[]);
    let refused = agent.refused("analyze", json!({"path": "etc/hostname"}));
    assert!(refused.contains("no folder is open"), "{refused}");
    agent.found("analyze", json!({"text": DRAFT}));
}
