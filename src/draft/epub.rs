//! Electronic books (EPUB), by zip and quick-xml: the pages in the order of the spine, each read as a page is.

use super::document::Document;
use super::package::{Package, broken};
use super::xml::{Xml, attribute, each};
use super::{Unpacked, html};

const WHAT: &str = "an electronic book";

/// Reads a book.
pub(super) fn read(bytes: &[u8]) -> Unpacked {
    let mut package = Package::open(bytes, WHAT)?;
    let container = package.main("META-INF/container.xml")?;
    let mut list = None;
    let read = each(&container, |xml| {
        if let Xml::Start(tag) = xml
            && tag.local_name().as_ref() == "rootfile"
        {
            list = list.take().or(attribute(tag, "full-path"));
        }
    });
    read.map_err(|why| package.malformed(&why))?;
    let list = list.ok_or_else(|| broken(WHAT, "it does not say where its list of pages is"))?;
    let xml = package.main(&list)?;
    let folder = list.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut out = Document::default();
    for page in spine(&xml).map_err(|why| package.malformed(&why))? {
        let page = package.main(&resolved(folder, &page))?;
        out.append(&html::read(&page));
    }
    Ok(out.finish())
}

/// The paths of the pages in reading order; that of the table of contents is none of the text.
fn spine(xml: &str) -> Result<Vec<String>, String> {
    let mut items: Vec<(String, String)> = Vec::new();
    let mut order: Vec<String> = Vec::new();
    each(xml, |xml| {
        let Xml::Start(tag) = xml else { return };
        let value = |name: &str| attribute(tag, name).unwrap_or_default();
        match tag.local_name().as_ref() {
            "item" if !value("properties").split(' ').any(|word| word == "nav") => {
                items.push((value("id"), value("href")));
            }
            "itemref" => order.push(value("idref")),
            _ => {}
        }
    })?;
    items.sort();
    let path = |id: &String| {
        let at = items.binary_search_by(|(known, _)| known.cmp(id)).ok()?;
        Some(items[at].1.clone())
    };
    Ok(order.iter().filter_map(path).collect())
}

/// A path as the list writes it, from the top of the archive.
fn resolved(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    unescaped(&parts.join("/"))
}

/// `%20` and the like as characters.
fn unescaped(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let digits = tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let code = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code.filter(|_| *first == b'%') {
            Some(code) => {
                bytes.push(code);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
