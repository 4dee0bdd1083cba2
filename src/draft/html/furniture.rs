//! What an element is by its name, class and role: the article's, furniture around it, or nothing that anybody sees.

/// What an element's text is taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// The article's, as far as the element tells.
    #[default]
    Open,
    /// The article's only where nothing else is: forms, tables, figures.
    Resort,
    /// Furniture if it is small: by-lines, dates, tags.
    Minor,
    /// Furniture: navigation, what is related, what readers say.
    Furniture,
    /// Seen by nobody.
    Hidden,
}

/// What an element is to the notes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Note {
    /// The mark in the text.
    Mark,
    /// The way back to the mark.
    Back,
    /// The note.
    Text,
}

/// What is known of an element by its start tag.
pub(super) struct Look {
    pub(super) note: Option<Note>,
    pub(super) standing: Standing,
    pub(super) is_body: bool,
    pub(super) weight: i32,
}

/// Elements whose text nobody sees, or that hold no text of the page.
const HIDDEN: &[&str] = &[
    "script", "style", "noscript", "template", "title", "svg", "iframe", "object", "audio", "video",
    "canvas", "head", "select", "datalist", "math", "applet",
];

/// Elements that are never the article's.
const FURNITURE: &[&str] = &[
    "nav",
    "aside",
    "footer",
    "button",
    "menu",
    "dialog",
    "label",
    "figcaption",
];

/// Elements that are the article's where it has no other home.
const RESORT: &[&str] = &["form", "table", "figure", "fieldset", "textarea"];

/// Classes of what is there for those who hear the page alone.
const UNSEEN: &[&str] = &[
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screen-reader-only",
    "screenreader",
    "u-visually-hidden",
    "assistive-text",
];

const ROLES: &[&str] = &[
    "navigation",
    "complementary",
    "contentinfo",
    "search",
    "dialog",
    "alertdialog",
    "alert",
    "menu",
    "menubar",
    "toolbar",
    "banner",
    "tablist",
    "tooltip",
    "form",
];

/// Words in classes and ids of furniture.
const CLASSES: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "footer",
    "sidebar",
    "related",
    "recommended",
    "recommendations",
    "recirc",
    "recirculation",
    "share",
    "sharing",
    "sharebar",
    "social",
    "newsletter",
    "subscribe",
    "signup",
    "promo",
    "promos",
    "promotion",
    "advert",
    "advertisement",
    "advertising",
    "ad",
    "ads",
    "sponsor",
    "sponsored",
    "comment",
    "comments",
    "commentlist",
    "respond",
    "disqus",
    "breadcrumb",
    "breadcrumbs",
    "widget",
    "widgets",
    "popular",
    "trending",
    "toolbar",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "modal",
    "popup",
    "outbrain",
    "taboola",
    "zergnet",
    "copyright",
    "login",
    "signin",
    "tooltip",
    "readmore",
    "teaser",
    "teasers",
    "carousel",
    "lightbox",
    "poll",
    "jwplayer",
    "infobox",
    "masthead",
    "topbar",
    "footnav",
    "sharedaddy",
    "addtoany",
    "ticker",
    "trendingtopics",
    "sidebars",
    "hatom",
    "yarpp",
    "crp",
];

/// Words in classes and ids of furniture, if it is small.
const MINOR: &[&str] = &[
    "pagination",
    "pager",
    "most",
    "latest",
    "recent",
    "headlines",
    "rail",
    "subscription",
    "byline",
    "author",
    "authors",
    "bio",
    "meta",
    "metadata",
    "timestamp",
    "date",
    "dateline",
    "published",
    "pubdate",
    "tags",
    "tag",
    "taglist",
    "categories",
    "category",
    "caption",
    "credit",
    "credits",
    "video",
    "player",
    "gallery",
    "slideshow",
    "print",
    "banner",
    "more",
    "rating",
    "ratings",
    "embed",
    "tools",
    "info",
    "topics",
    "topic",
    "keywords",
    "disclaimer",
    "prev",
    "next",
    "follow",
    "contact",
    "email",
    "image",
    "img",
    "photo",
    "picture",
    "media",
    "wp",
    "paywall",
    "reading",
    "eyebrow",
    "kicker",
    "label",
    "sr",
    "screenreader",
    "accessibility",
    "skip",
    "header",
    "button",
    "btn",
    "feedback",
    "error",
    "warning",
    "alert",
    "attribution",
    "source",
    "sources",
    "correction",
    "promo",
    "trust",
    "toc",
];

/// Words in classes and ids of the article's home.
const HOMES: &[&str] = &[
    "article",
    "articlebody",
    "body",
    "content",
    "contents",
    "entry",
    "main",
    "post",
    "story",
    "storytext",
    "text",
    "blog",
    "column",
    "hentry",
    "maincontent",
    "page",
    "paragraph",
    "richtext",
    "news",
    "detail",
];

/// What a start tag tells. `attribute` gives a value in lower case.
pub(super) fn look(name: &str, attribute: impl Fn(&str) -> Option<String>) -> Look {
    let value = ["class", "id"].map(|key| attribute(key).unwrap_or_default());
    let tokens = || value.iter().flat_map(|value| value.split_ascii_whitespace());
    let has_in = |token: &str, list: &[&str]| {
        let mut words = token.split(|c: char| !c.is_ascii_alphanumeric());
        words.any(|word| list.contains(&word))
    };
    let has = |list: &[&str]| tokens().any(|token| has_in(token, list));
    // Blocks that an author sets are named after what they are: `wp-block-media-text`.
    let is_minor = tokens().any(|token| !token.starts_with("wp-block-") && has_in(token, MINOR));
    let property = attribute("itemprop").unwrap_or_default();
    let is_body = property.split_whitespace().any(|word| word == "articlebody");
    let home = has(HOMES);
    let whole = matches!(name, "body" | "html" | "main" | "article");
    let role = attribute("role").is_some_and(|role| ROLES.contains(&role.as_str()));
    let named = !whole && !is_body && has(CLASSES);
    let note = note(name, &attribute);
    let standing = if matches!(note, Some(Note::Mark | Note::Back)) || is_hidden(name, &attribute) {
        Standing::Hidden
    } else if note.is_some() {
        Standing::Open
    } else if FURNITURE.contains(&name) || role || named || is_silent(&attribute) {
        Standing::Furniture
    } else if RESORT.contains(&name) {
        Standing::Resort
    } else if !whole && !is_body && is_minor && name != "blockquote" {
        Standing::Minor
    } else {
        Standing::Open
    };
    let weight = i32::from(home) - i32::from(has(CLASSES)) - i32::from(is_minor);
    Look {
        note,
        standing,
        is_body,
        weight,
    }
}

/// How programs begin the names of notes, before a figure, and of the way back to their marks.
const NOTES: &[&str] = &[
    "_ftn",
    "_edn",
    "ftn",
    "edn",
    "fn",
    "en",
    "footnote",
    "endnote",
    "cite_note",
];
const BACK: &[&str] = &[
    "_ftnref",
    "_ednref",
    "ftnref",
    "fnref",
    "footnote-ref",
    "cite_ref",
];

/// A note, or the mark of one, by what the element calls itself.
fn note(name: &str, attribute: &impl Fn(&str) -> Option<String>) -> Option<Note> {
    let called = [attribute("epub:type"), attribute("role")];
    let is_called = |names: &[&str]| {
        let mut words = called
            .iter()
            .flatten()
            .flat_map(|value| value.split_ascii_whitespace());
        words.any(|word| names.contains(&word.trim_start_matches("doc-")))
    };
    if name == "a" {
        let to = attribute("href").unwrap_or_default();
        let to = to.rsplit_once('#').map_or("", |(_, place)| place);
        let leads = |names: &[&str]| {
            names
                .iter()
                .any(|name| to.strip_prefix(name).is_some_and(begins_figure))
        };
        return match () {
            () if is_called(&["backlink"]) || leads(BACK) => Some(Note::Back),
            () if is_called(&["noteref"]) || leads(NOTES) => Some(Note::Mark),
            () => None,
        };
    }
    let id = attribute("id").unwrap_or_default();
    let is_numbered = matches!(name, "div" | "li" | "p" | "aside")
        && NOTES
            .iter()
            .any(|name| id.strip_prefix(name).is_some_and(begins_figure));
    let is_text = is_called(&[
        "footnote",
        "footnotes",
        "endnote",
        "endnotes",
        "rearnote",
        "rearnotes",
    ]);
    (is_text || is_numbered).then_some(Note::Text)
}

/// "1", "-1", ":1"
fn begins_figure(rest: &str) -> bool {
    rest.trim_start_matches(['-', '_', ':'])
        .starts_with(|c: char| c.is_ascii_digit())
}

fn is_hidden(name: &str, attribute: &impl Fn(&str) -> Option<String>) -> bool {
    let style = attribute("style").unwrap_or_default().replace(' ', "");
    HIDDEN.contains(&name)
        // The mark of a comment, and the way back to it.
        || name == "a" && attribute("href").is_some_and(|to| to.starts_with("#cmnt"))
        || name == "dialog" && attribute("open").is_none()
        || attribute("hidden").is_some()
        || attribute("class").is_some_and(|class| class.split_ascii_whitespace().any(|one| UNSEEN.contains(&one)))
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// Is it kept from those who hear the page? Nobody hears what lies behind a dialog, and it is seen.
fn is_silent(attribute: &impl Fn(&str) -> Option<String>) -> bool {
    attribute("aria-hidden").is_some_and(|value| value == "true")
}
