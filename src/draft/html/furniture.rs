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

/// What is known of an element by its start tag.
pub(super) struct Look {
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
    let standing = if is_hidden(name, &attribute) {
        Standing::Hidden
    } else if FURNITURE.contains(&name) || role || named || is_silent(&attribute) {
        Standing::Furniture
    } else if RESORT.contains(&name) {
        Standing::Resort
    } else if !whole && !is_body && is_minor {
        Standing::Minor
    } else {
        Standing::Open
    };
    let weight = i32::from(home) - i32::from(has(CLASSES)) - i32::from(is_minor);
    Look {
        standing,
        is_body,
        weight,
    }
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
