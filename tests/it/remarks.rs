//! Reports as comments of a Word document: read back by a parser that does not know how they were written, and as a draft.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it does not expect"
)]

mod paper;

use paper::{MAIN, Paper, docx, report, reported};
use proptest::prelude::*;
use twosource::draft::{Draft, Format};
use twosource::graph::file::{self, Syntax};
use twosource::policy::{Level, Policy};
use twosource::report::{Notes, Packed, Style};

/// A draft in which much is weak, in pieces of runs that are set in several ways.
const BODY: &str = "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>Dredgers hurt at Port Alder</w:t></w:r></w:p>\
    <w:p><w:r w:rsidR=\"00A1\"><w:rPr><w:i/></w:rPr><w:t>Sources said </w:t><w:tab/><w:t xml:space=\"preserve\">three dredgers were </w:t></w:r>\
    <w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">hurt &amp; burnt &lt;badly&gt; </w:t></w:r><w:ins w:id=\"7\" w:author=\"Ed\"><w:r><w:t><![CDATA[when a crane ]]></w:t></w:r></w:ins>\
    <w:del w:id=\"8\" w:author=\"Ed\"><w:r><w:delText>never </w:delText></w:r></w:del><w:r><w:t>fell ]]&gt; \u{200f}on Monday.</w:t></w:r></w:p>\
    <w:p><w:hyperlink r:id=\"rId9\"><w:r><w:t>Ida Lund accused Peter Brandt of forging</w:t></w:r></w:hyperlink><w:r><w:t xml:space=\"preserve\"> the invoices.</w:t></w:r></w:p>";

fn rules_of(paper: &Paper) -> Vec<String> {
    let analysis = paper.analyzed();
    let live = analysis.findings.iter().filter(|one| one.waived.is_none());
    live.filter(|one| one.level > Level::Note)
        .map(|one| one.rule.to_owned())
        .collect()
}

#[test]
fn each_finding_has_a_comment_on_its_words_and_nothing_else_changes() {
    let before = docx(&BODY.replace("Ida Lund accused", "Two insiders accused"));
    let analysis = before.analyzed();
    let after = report(&before);
    assert_eq!(after.letters(), before.letters(), "every letter is set as it was");
    let comments = after.comments();
    assert!(
        comments
            .iter()
            .all(|one| one.author == "twosource" && one.date.is_none())
    );
    let mut seen = 0;
    for finding in analysis.findings.iter().filter(|one| one.level > Level::Note) {
        let words = analysis.case.draft.slice(finding.span);
        let of_rule = comments
            .iter()
            .filter(|one| one.text().contains(&format!("({})", finding.rule)));
        let mut on = of_rule.map(|one| after.words(&one.id));
        assert!(
            on.any(|on| on.contains(words) || words.contains(on.as_str())),
            "{}: {words:?}",
            finding.rule
        );
        seen += 1;
    }
    assert!(seen >= 3, "the draft is weak: {seen}");
    let first = comments
        .iter()
        .filter(|one| one.text().starts_with("Check first, 1 of "));
    let told: Vec<String> = first.map(paper::Comment::text).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    let named = |name: &str| before.part(name) == after.part(name);
    assert!(named("word/media/image1.png") && named("_rels/.rels"));
    assert!(
        after
            .part("[Content_Types].xml")
            .contains("PartName=\"/word/comments.xml\"")
    );
    assert!(
        after
            .part("word/_rels/document.xml.rels")
            .contains("Target=\"comments.xml\"")
    );
}

#[test]
fn a_report_written_twice_is_the_same_document() {
    let once = report(&docx(BODY));
    assert!(once.comments().len() >= 2);
    assert_eq!(report(&once).bytes, once.bytes);
    assert_eq!(report(&docx(BODY)).bytes, once.bytes, "and the same on every run");
    let letters = |paper: &Paper| paper.analyzed().case.draft.text;
    assert_eq!(letters(&once), letters(&docx(BODY)), "comments are no prose");
}

#[test]
fn an_answer_is_an_exception_and_its_thread_stays() {
    let once = report(&docx(BODY));
    let asked = once.comments();
    let asked = asked
        .iter()
        .find(|one| one.text().contains("(single-anonymous)"))
        .expect("one about sources");
    assert!(
        rules_of(&once).contains(&"single-anonymous".to_owned()),
        "nobody has answered yet"
    );
    let answered = once.answered(&asked.id, "Allow \u{2014} the night desk knows them", "0");
    assert!(!rules_of(&answered).contains(&"single-anonymous".to_owned()));
    let waived = answered.analyzed();
    let waived = waived.findings.iter().find_map(|one| one.waived.as_deref());
    assert_eq!(waived, Some("allowed in the draft: the night desk knows them"));
    let again = report(&answered);
    let texts = |paper: &Paper| {
        paper
            .comments()
            .iter()
            .map(paper::Comment::text)
            .collect::<Vec<_>>()
    };
    let of_rule = |paper: &Paper| {
        texts(paper)
            .iter()
            .filter(|text| text.contains("(single-anonymous)"))
            .count()
    };
    assert_eq!((of_rule(&once), of_rule(&again)), (1, 1), "{:?}", texts(&again));
    assert!(
        texts(&again)
            .iter()
            .any(|text| text.contains("the night desk knows them"))
    );
    assert_eq!(
        again.comments().len(),
        once.comments().len() + 1,
        "nothing is doubled, nothing lost"
    );
    assert_eq!(report(&again).bytes, again.bytes);
}

#[test]
fn an_answer_may_name_one_of_the_rules() {
    let once = report(&docx(&BODY.replace("Ida Lund accused", "Two insiders accused")));
    let asked = once.comments();
    let asked = asked
        .iter()
        .find(|one| one.text().contains("no-reply-sought, single-anonymous"))
        .expect("one in which two rules speak");
    let answered = once.answered(&asked.id, "allow no-reply-sought -- two desks rang", "0");
    let live = rules_of(&answered);
    assert!(
        live.contains(&"single-anonymous".to_owned()) && !live.contains(&"no-reply-sought".to_owned()),
        "{live:?}"
    );
}

#[test]
fn a_question_and_a_resolved_comment_stay_and_silence_nothing() {
    let once = report(&docx(BODY));
    let asked = once.comments()[0].clone();
    for (answer, done) in [("Who is that?", "0"), ("Seen.", "1")] {
        let answered = once.answered(&asked.id, answer, done);
        assert_eq!(rules_of(&answered), rules_of(&once));
        let again = report(&answered);
        assert_eq!(again.comments().len(), once.comments().len() + 1, "{answer}");
        assert_eq!(again.words(&asked.id), once.words(&asked.id));
    }
}

#[test]
fn what_is_no_longer_found_goes_with_all_that_is_said_of_it() {
    let once = report(&docx(BODY));
    let known = once.known();
    let edited = known.with(
        MAIN,
        &known
            .part(MAIN)
            .replace("accused", "told")
            .replace("of forging", "about"),
    );
    let again = report(&edited);
    let texts: Vec<String> = again.comments().iter().map(paper::Comment::text).collect();
    assert!(
        !texts.is_empty() && !texts.iter().any(|text| text.contains("wrongdoing")),
        "{texts:?}"
    );
    let names: Vec<&str> = [
        "commentsExtended.xml",
        "commentsIds.xml",
        "commentsExtensible.xml",
    ]
    .to_vec();
    for name in names {
        let part = again.part(&format!("word/{name}"));
        assert!(part.contains("FFFF") && !part.contains("0000"), "{name}: {part}");
    }
}

#[test]
fn comments_of_others_stay_as_they_are() {
    let body = BODY.replace(
        "<w:r><w:t xml:space=\"preserve\"> the invoices.",
        "<w:commentRangeStart w:id=\"41\"/><w:r><w:t xml:space=\"preserve\"> the</w:t></w:r><w:commentRangeEnd w:id=\"41\"/>\
         <w:r><w:commentReference w:id=\"41\"/></w:r><w:r><w:t xml:space=\"preserve\"> invoices.",
    );
    let comment = "<w:comment w:id=\"41\" w:author=\"Ed &amp; Itor\" w:date=\"2025-03-06T10:00:00Z\"><w:p><w:r><w:t>Which &lt;ones&gt;?</w:t></w:r></w:p></w:comment>";
    let before = docx(&body).with(
        "word/comments.xml",
        &format!(
            "<w:comments xmlns:w=\"{}\">{comment}</w:comments>",
            paper::NAMESPACE
        ),
    );
    let after = report(&before);
    assert!(after.part("word/comments.xml").contains(comment));
    assert_eq!(after.words("41"), " the");
    let mut ids: Vec<u64> = after
        .comments()
        .iter()
        .map(|one| one.id.parse().expect("a number"))
        .collect();
    assert!(ids.len() > 2 && ids.iter().all(|id| *id >= 41), "{ids:?}");
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), after.comments().len(), "each has its own number");
    assert_eq!(after.letters(), before.letters());
}

#[test]
fn words_of_a_note_are_commented_where_it_is_referred_to() {
    let body =
        "<w:p><w:r><w:t>The works will close.</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let note = "<w:footnotes xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:footnote w:id=\"2\"><w:p><w:r><w:t>Sources said the owner has fled.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let after = report(&docx(body).with("word/footnotes.xml", note));
    let comments = after.comments();
    assert!(
        comments.iter().any(|one| one.text().contains("(bare-source)")),
        "{comments:?}"
    );
    let main = after.part(MAIN);
    assert!(
        main.contains("\"/><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:commentRangeEnd"),
        "{main}"
    );
}

#[test]
fn a_draft_that_is_no_document_becomes_a_plain_one() {
    let text = "# Dredgers <b>hurt</b> & more\n\n## What is known ]]>\n\nSources said \u{202e}three\u{202c} dredgers\u{7} were hurt &lt;badly&gt; on Monday.\n\n\
        - The owner accused Ida Lund of theft.\n\n> Nobody was asked, Peter Brandt said.\n";
    let analysis = twosource::analyze(Draft::read("a.md", Format::Markdown, text), &Policy::default());
    let output = Packed::of_name("docx").expect("an output");
    let style = Style {
        date: "2025-03-06".to_owned(),
        ..Style::default()
    };
    let made = Paper {
        bytes: output
            .render(&analysis, &style, text.as_bytes())
            .expect("a document"),
    };
    let read = made.analyzed();
    let prose = |draft: &Draft| {
        let blocks = draft.blocks.iter().map(|block| {
            (
                block.kind,
                draft
                    .slice(block.span)
                    .replace(['\u{202e}', '\u{202c}', '\u{7}'], ""),
            )
        });
        blocks.collect::<Vec<_>>()
    };
    assert_eq!(
        prose(&read.case.draft),
        prose(&analysis.case.draft),
        "it is read as what it was made of"
    );
    let comments = made.comments();
    assert!(
        comments
            .iter()
            .any(|one| one.text().contains("(bare-source)") && made.words(&one.id) == "Sources"),
        "{comments:?}"
    );
    assert!(
        comments
            .iter()
            .all(|one| one.date.as_deref() == Some("2025-03-06T00:00:00Z"))
    );
}

#[test]
fn notes_are_told_on_request() {
    let body = "<w:p><w:r><w:t>The night ferry to Holm will stop in June, Hedda Strom, the director of the line, said on Tuesday.</w:t></w:r></w:p>\
        <w:p><w:r><w:t>A petition has been signed by 4,000 people.</w:t></w:r></w:p>";
    let notes = |paper: &Paper| {
        paper
            .analyzed()
            .findings
            .iter()
            .filter(|one| one.level == Level::Note)
            .count()
    };
    let paper = docx(body);
    let told = |notes: Notes| {
        let style = Style {
            notes,
            ..Style::default()
        };
        let texts = reported(&paper, &style).comments();
        texts
            .iter()
            .filter(|one| one.text().to_lowercase().contains("note ("))
            .count()
    };
    assert!(notes(&paper) > 0, "the draft has some");
    assert_eq!(told(Notes::Hidden), 0);
    assert!(told(Notes::Shown) > 0);
}

#[test]
fn a_claims_graph_is_told_on_the_draft_that_it_names() {
    let graph = "title = \"Port\"\ndraft = \"a.docx\"\n\n[[source]]\nid = \"x\"\nkind = \"anonymous\"\ndescription = \"a clerk\"\n\n\
        [[claim]]\nid = \"c\"\ntext = \"Ida Lund accused Peter Brandt of forging the invoices\"\nsources = [\"x\"]\nweight = \"heavy\"\n";
    let paper = docx(BODY);
    let output = Packed::of_name("docx").expect("an output");
    let checked = |published: Option<Draft>| {
        let read = file::read(graph, Syntax::Toml).expect("a graph");
        twosource::check_graph(
            Draft::of_graph("a.toml", graph),
            read,
            published,
            &Policy::default(),
        )
    };
    let draft = paper.analyzed().case.draft;
    let made = output
        .render(&checked(Some(draft)), &Style::default(), &paper.bytes)
        .expect("a document");
    let made = Paper { bytes: made };
    let comments = made.comments();
    let about = comments
        .iter()
        .find(|one| one.text().starts_with("Check first") && one.text().contains("a clerk"))
        .expect("one about the clerk");
    assert_eq!(
        made.words(&about.id),
        "Ida Lund accused Peter Brandt of forging the invoices"
    );
    let wrong = output
        .render(&checked(None), &Style::default(), b"")
        .expect_err("no draft");
    assert!(
        wrong.message.contains("names no draft") && wrong.help.contains("draft ="),
        "{wrong:?}"
    );
}

#[test]
fn what_word_would_not_open_is_refused() {
    let paper = docx(BODY);
    let types = paper.part("[Content_Types].xml").replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    );
    let macros = paper.with("[Content_Types].xml", &types);
    let output = Packed::of_name("docx").expect("an output");
    let wrong = output
        .render(&macros.analyzed(), &Style::default(), &macros.bytes)
        .expect_err("macros");
    assert!(
        wrong.message.contains("macros") && wrong.help.contains(".docx"),
        "{wrong:?}"
    );
    let cut = &paper.bytes[..paper.bytes.len() / 2];
    assert!(output.render(&paper.analyzed(), &Style::default(), cut).is_err());
}

/// Sentences in which something is found.
const SENTENCES: [&str; 4] = [
    "Sources said the mill will close & \"burn\".",
    "Officials said 'nine' people died <there> in May.",
    "Ida Lund accused Peter Brandt of theft.",
    "The roof was repaired, sources said.",
];

/// How a piece of a sentence stands in a paragraph.
fn piece(words: &str, how: u8) -> String {
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    let t = format!("<w:t xml:space=\"preserve\">{words}</w:t>");
    match how {
        0 => format!("<w:r>{t}</w:r>"),
        1 => format!("<w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr>{t}</w:r>"),
        2 => format!("<w:hyperlink w:anchor=\"x\"><w:r>{t}</w:r></w:hyperlink>"),
        3 => format!("<w:ins w:id=\"9\"><w:r><w:rPr><w:i/></w:rPr>{t}</w:r></w:ins>"),
        4 => format!("<w:sdt><w:sdtPr/><w:sdtContent><w:r>{t}</w:r></w:sdtContent></w:sdt>"),
        5 => format!("<w:r><w:t/><w:lastRenderedPageBreak/>{t}</w:r><w:proofErr/>"),
        6 => format!("<w:r><w:ruby><w:rubyBase><w:r>{t}</w:r></w:rubyBase></w:ruby></w:r>"),
        7 => format!("<m:oMath><m:r><m:t>{words}</m:t></m:r></m:oMath>"),
        _ => format!("<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:r>{t}<w:br/></w:r>"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn however_a_sentence_is_cut_its_letters_stay_and_comments_are_whole(
        paragraphs in proptest::collection::vec((0_usize..4, proptest::collection::vec((1_usize..12, 0_u8..9), 1..8)), 1..4)
    ) {
        let mut body = String::new();
        for (sentence, pieces) in &paragraphs {
            body.push_str("<w:p>");
            let mut rest = SENTENCES[*sentence];
            for (length, how) in pieces {
                let (now, after) = rest.split_at((*length).min(rest.len()));
                if !now.is_empty() {
                    body.push_str(&piece(now, *how));
                }
                rest = after;
            }
            body.push_str(&format!("{}</w:p>", piece(rest, 0)));
        }
        let before = docx(&body);
        let after = report(&before);
        prop_assert_eq!(after.letters(), before.letters());
        let analysis = before.analyzed();
        let is_told = analysis.findings.iter().any(|one| one.level > Level::Note)
            || !twosource::rules::front(&analysis.case).is_empty();
        let comments = if is_told { after.comments() } else { Vec::new() };
        prop_assert_eq!(is_told, !comments.is_empty());
        prop_assert_eq!(is_told, after.bytes != before.bytes);
        for comment in comments {
            prop_assert!(!after.words(&comment.id).is_empty(), "{}", comment.id);
        }
        prop_assert_eq!(&report(&after).bytes, &after.bytes);
    }
}
