//! A Word document of a test: made, changed as an editor would, and looked at through a parser of XML.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use roxmltree::{Document, Node};
use twosource::Analysis;
use twosource::draft::{Draft, Format};
use twosource::policy::Policy;
use twosource::report::{Packed, Style};

pub(crate) const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(crate) const MAIN: &str = "word/document.xml";

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" \
    ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

/// A Word document.
#[derive(Clone)]
pub(crate) struct Paper {
    pub(crate) bytes: Vec<u8>,
}

/// A comment in it.
#[derive(Clone, Debug)]
pub(crate) struct Comment {
    pub(crate) id: String,
    pub(crate) author: String,
    pub(crate) date: Option<String>,
    lines: Vec<String>,
}

impl Comment {
    pub(crate) fn text(&self) -> String {
        self.lines.join("\n")
    }
}

/// Parts put into a package.
pub(crate) fn package(parts: &BTreeMap<String, Vec<u8>>) -> Paper {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in parts {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name, options).expect("a new entry");
        archive.write_all(body).expect("a write to memory");
    }
    let bytes = archive.finish().expect("an end").into_inner();
    Paper { bytes }
}

/// A document with these paragraphs, and with a picture that is none.
pub(crate) fn docx(body: &str) -> Paper {
    let main = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"{NAMESPACE}\" xmlns:r=\"r\" xmlns:m=\"m\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    let parts = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        (MAIN, main.as_bytes()),
        ("word/media/image1.png", b"\x89PNG\xff\xfe"),
    ];
    let parts = parts.map(|(name, body)| (name.to_owned(), body.to_vec()));
    package(&parts.into_iter().collect())
}

/// The document with the report in its comments.
pub(crate) fn report(paper: &Paper) -> Paper {
    reported(paper, &Style::default())
}

pub(crate) fn reported(paper: &Paper, style: &Style) -> Paper {
    let output = Packed::of_name("docx").expect("an output");
    let made = output.render(&paper.analyzed(), style, &paper.bytes);
    Paper {
        bytes: made.expect("a document"),
    }
}

fn name(local: &str) -> (&'static str, &str) {
    (NAMESPACE, local)
}

fn attribute<'a>(node: Node<'a, '_>, local: &str) -> Option<&'a str> {
    node.attribute((NAMESPACE, local))
}

impl Paper {
    pub(crate) fn analyzed(&self) -> Analysis {
        let draft = Draft::from_bytes("a.docx", Format::Docx, &self.bytes).expect("a document");
        twosource::analyze(draft, &Policy::default())
    }

    fn parts(&self) -> BTreeMap<String, Vec<u8>> {
        let mut archive = zip::ZipArchive::new(Cursor::new(&self.bytes)).expect("a package");
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).expect("an entry");
            let mut body = Vec::new();
            entry.read_to_end(&mut body).expect("it unpacks");
            let twice = parts.insert(String::from_utf8_lossy(entry.name_raw()).into_owned(), body);
            assert!(twice.is_none(), "each part stands once");
        }
        parts
    }

    /// A part as text.
    pub(crate) fn part(&self, name: &str) -> String {
        let parts = self.parts();
        let part = parts
            .get(name)
            .unwrap_or_else(|| panic!("{name}: {:?}", parts.keys()));
        String::from_utf8_lossy(part).into_owned()
    }

    /// The same with another text in a part.
    pub(crate) fn with(&self, name: &str, text: &str) -> Paper {
        let mut parts = self.parts();
        parts.insert(name.to_owned(), text.as_bytes().to_vec());
        package(&parts)
    }

    pub(crate) fn comments(&self) -> Vec<Comment> {
        let part = self.part("word/comments.xml");
        let part = Document::parse(&part).expect("comments in XML");
        let all = part
            .root_element()
            .children()
            .filter(|one| one.has_tag_name(name("comment")));
        let lines = |node: Node| {
            let lines = node.children().filter(|one| one.has_tag_name(name("p")));
            lines.map(texts).collect()
        };
        all.map(|one| Comment {
            id: attribute(one, "id").expect("a number").to_owned(),
            author: attribute(one, "author").unwrap_or_default().to_owned(),
            date: attribute(one, "date").map(str::to_owned),
            lines: lines(one),
        })
        .collect()
    }

    /// The words between the two ends of a comment, of which each stands once and in order, with one mark.
    pub(crate) fn words(&self, id: &str) -> String {
        let part = self.part(MAIN);
        let part = Document::parse(&part).expect("a document in XML");
        let (mut words, mut inside) = (String::new(), None);
        let mut marks = 0;
        for node in part.descendants() {
            let is_it = attribute(node, "id") == Some(id);
            if is_it && node.has_tag_name(name("commentRangeStart")) {
                assert_eq!(inside.replace(true), None, "{id} begins once");
            } else if is_it && node.has_tag_name(name("commentRangeEnd")) {
                assert_eq!(
                    inside.replace(false),
                    Some(true),
                    "{id} ends once, behind its beginning"
                );
            } else if is_it && node.has_tag_name(name("commentReference")) {
                marks += 1;
            } else if inside == Some(true) && node.tag_name().name() == "t" {
                words.push_str(node.text().unwrap_or_default());
            }
        }
        assert_eq!((inside, marks), (Some(false), 1), "{id}");
        words
    }

    /// Every letter with the properties of its run and the elements around that.
    pub(crate) fn letters(&self) -> Vec<(char, String)> {
        let part = self.part(MAIN);
        let part = Document::parse(&part).expect("a document in XML");
        let mut letters = Vec::new();
        for node in part
            .descendants()
            .filter(|node| matches!(node.tag_name().name(), "t" | "delText" | "tab" | "br"))
        {
            let run = node.parent().expect("a run");
            let set = run.children().find(|one| one.has_tag_name(name("rPr")));
            let set = set.map_or("", |set| &part.input_text()[set.range()]);
            let around: Vec<&str> = node
                .ancestors()
                .skip(1)
                .map(|one| one.tag_name().name())
                .collect();
            let how = format!("{} in {} {set}", node.tag_name().name(), around.join(" in "));
            match node.text() {
                Some(text) => letters.extend(text.chars().map(|letter| (letter, how.clone()))),
                None if node.tag_name().name() != "t" => letters.push((' ', how)),
                None => {}
            }
        }
        letters
    }

    /// The document with an answer to a comment, as Word writes one; `done` marks the comment as resolved.
    pub(crate) fn answered(&self, id: &str, words: &str, done: &str) -> Paper {
        let asked = format!("w:id=\"{id}\"");
        let (before, after) = self
            .part("word/comments.xml")
            .split_once(&format!("<w:comment {asked}"))
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .expect("the comment");
        let (own, rest) = after.split_once("</w:comment>").expect("its end");
        let last = own.rfind("<w:p>").expect("a paragraph");
        let own = format!(
            "{}<w:p w14:paraId=\"00AA0001\">{}",
            &own[..last],
            &own[last + 5..]
        );
        let reply = format!(
            "<w:comment w:id=\"900\" w:author=\"Ed Itor\" w:initials=\"EI\"><w:p w14:paraId=\"00AA0002\"><w:r><w:t>{words}</w:t></w:r></w:p></w:comment>"
        );
        let comments = format!("{before}<w:comment {asked}{own}</w:comment>{reply}{rest}").replacen(
            "<w:comments ",
            "<w:comments xmlns:w14=\"w14\" ",
            1,
        );
        let mark = format!("<w:r><w:commentReference {asked}/></w:r>");
        let main = self.part(MAIN).replace(
            &mark,
            &format!("{mark}<w:r><w:commentReference w:id=\"900\"/></w:r>"),
        );
        let threads = format!(
            "<w15:commentsEx xmlns:w15=\"w15\"><w15:commentEx w15:paraId=\"00AA0001\" w15:done=\"{done}\"/>\
             <w15:commentEx w15:paraId=\"00AA0002\" w15:paraIdParent=\"00AA0001\" w15:done=\"{done}\"/></w15:commentsEx>"
        );
        self.with("word/comments.xml", &comments)
            .with(MAIN, &main)
            .with("word/commentsExtended.xml", &threads)
    }

    /// The document after Word has given each comment a name and a lasting number, and somebody else's one beside.
    pub(crate) fn known(&self) -> Paper {
        let mut comments =
            self.part("word/comments.xml")
                .replacen("<w:comments ", "<w:comments xmlns:w14=\"w14\" ", 1);
        let (mut threads, mut ids, mut lasting) = (String::new(), String::new(), String::new());
        for (at, _) in self.comments().iter().enumerate() {
            let name = format!("0000{at:04X}");
            comments = comments.replacen("<w:p>", &format!("<w:p w14:paraId=\"{name}\">"), 1);
            threads.push_str(&format!("<w15:commentEx w15:paraId=\"{name}\" w15:done=\"0\"/>"));
            ids.push_str(&format!(
                "<x:commentId x:paraId=\"{name}\" x:durableId=\"1{name}\"/>"
            ));
            lasting.push_str(&format!(
                "<y:commentExtensible y:durableId=\"1{name}\"><y:in/></y:commentExtensible>"
            ));
        }
        let part = |name: &str, prefix: &str, rows: &str, own: &str| {
            format!("<{prefix}:{name} xmlns:{prefix}=\"{prefix}\">{rows}{own}</{prefix}:{name}>")
        };
        self.with("word/comments.xml", &comments)
            .with(
                "word/commentsExtended.xml",
                &part(
                    "commentsEx",
                    "w15",
                    &threads,
                    "<w15:commentEx w15:paraId=\"FFFF\"/>",
                ),
            )
            .with(
                "word/commentsIds.xml",
                &part(
                    "commentsIds",
                    "x",
                    &ids,
                    "<x:commentId x:paraId=\"FFFF\" x:durableId=\"2FFFF\"/>",
                ),
            )
            .with(
                "word/commentsExtensible.xml",
                &part(
                    "commentsExtensible",
                    "y",
                    &lasting,
                    "<y:commentExtensible y:durableId=\"2FFFF\"/>",
                ),
            )
    }
}

fn texts(node: Node) -> String {
    let texts = node.descendants().filter(|one| one.has_tag_name(name("t")));
    texts.filter_map(|one| one.text()).collect()
}
