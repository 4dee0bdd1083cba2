//! Classes of words that tell what a claim is about and how it is meant. No names stand in any of them.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::gist::{self, Modality};

/// A class of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// No content of its own.
    Function,
    /// Negates.
    Negator,
    /// A weekday, a part of the day, or a word such as "yesterday".
    Day,
    /// A title before a name.
    Title,
    /// The speaker.
    FirstPerson,
    /// The reader.
    SecondPerson,
    /// Somebody spoken of.
    ThirdPerson,
    /// Dead.
    Death,
    /// Hurt, missing, held.
    Harm,
    /// Verbs of crimes and grave wrongs: whoever did that is accused.
    Crime,
    /// Nouns and qualities of wrongs, which are also topics ("fraud", "corruption"): an accusation only within its frame.
    Wrong,
    /// Verbs that make a wrong after them a deed: "committed", "took" (bribes).
    Frame,
    /// Words by which somebody is charged: "accused", "guilty", "convicted".
    Charge,
    /// Those to whom one owes the truth.
    Authority,
    /// Stands before a noun.
    Article,
    /// People, as they are counted.
    People,
    /// Past participles that no ending tells.
    Participle,
    /// A wish, plan, feeling or decision.
    Will,
    /// Holding something for true.
    Holding,
    /// Blame that names no crime: said often, weighed less.
    Blame,
    /// Stands for an accusation made before.
    AccusationNoun,
    /// A noun for what somebody said or reckoned.
    Saying,
    /// Says of a thing that was said that it is not so.
    False,
    /// Says why.
    Cause,
    /// Who uses it states a view, not a fact that can be checked.
    Judgement,
    /// With a scope, says that nothing beats it.
    Superlative,
    /// What a superlative is measured against.
    Scope,
    /// Being and standing facts: as the first verb of a sentence it sets the background.
    Standing,
    /// May stand between a figure and the noun that it counts.
    Between,
}

/// The words of each class, in lower case.
const WORDS: &[(Class, &str)] = &[
    (
        Class::Function,
        "a an the this that these those it its he him his she her hers they them their theirs we us our \
     ours i me my mine you your yours who whom whose which what when where why how there here and or \
     but nor so yet if then than as of in on at by for with from to into onto upon about over under \
     between among through during before after above below up down out off against because while \
     until since although though whether be am is are was were been being do does did done doing have \
     has had having will would shall should can could may might must ought not no 's s t n't 'd 'll \
     're 've 'm all any both each few more most other some such only own same too very just also even \
     still again once ever never now per via that's it's mr mrs ms dr said says say saying told tell \
     tells according added",
    ),
    (
        Class::Negator,
        "not n't never no nobody none neither nor without nothing nowhere unable failed fails fail \
     refused refuses cannot hardly barely didn't doesn't don't wasn't weren't isn't aren't won't \
     wouldn't can't couldn't hasn't haven't hadn't shouldn't lacked lacks lack denied denies false \
     untrue",
    ),
    (
        Class::Day,
        "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight \
     mondays tuesdays wednesdays thursdays fridays saturdays sundays morning afternoon evening \
     overnight noon midnight",
    ),
    (
        Class::Title,
        "mr mrs ms dr sir lord lady president minister senator sen rep governor gov mayor judge justice \
     chief general gen colonel captain sergeant officer detective professor prof chancellor secretary \
     chairman chairwoman director councillor coach king queen prince princess pope bishop",
    ),
    (
        Class::FirstPerson,
        "i we our my us i'm we're i've we've i'll we'll i'd me",
    ),
    (Class::SecondPerson, "you your let's you're"),
    (Class::ThirdPerson, "he she they him her them his their it its"),
    (
        Class::Death,
        "killed dead died death deaths killing kills dies die fatalities fatality drowned perished \
     slain executed beheaded murdered starved suffocated electrocuted",
    ),
    (
        Class::Harm,
        "injured wounded hurt injuring wounding injuries hospitalized hospitalised missing trapped \
     hostages casualties",
    ),
    (
        Class::Crime,
        "murdered defrauded embezzled bribed raped assaulted molested groped harassed stole robbed \
     extorted blackmailed laundered smuggled trafficked perjured tortured kidnapped massacred \
     falsified misappropriated siphoned stabbed strangled plagiarized plagiarised \
     sabotaged looted overcharged swindled conspired colluded rigged hacked violated \
     misused discriminated intimidated",
    ),
    (
        Class::Wrong,
        "crime crimes criminal illegal illegally unlawful unlawfully corrupt corruption \
     violations breaches misconduct wrongdoing conspiracy collusion insider felony felonies \
     negligence genocide spying doping cover-up robbery theft murder assault harassment \
     trafficking smuggling fraud fraudulent embezzlement bribe bribes bribery kickback \
     kickbacks rape burglary extortion blackmail laundering forgery perjury treason espionage \
     torture manslaughter homicide arson kidnapping racketeering evasion looting stealing \
     defrauding embezzling raping abusing molesting extorting conspiring violating rigging \
     hacking discrimination discriminating manipulating manipulation atrocities massacre abuse \
     abuses lying misleading deceiving deception cheating neglecting falsifying falsification \
     concealing bribing coercing",
    ),
    (
        Class::Frame,
        "committed committing commits engaged engaging broke breaking took taking accepted \
     accepting paid paying solicited orchestrated masterminded alleges alleged ran perpetrated",
    ),
    (
        Class::Will,
        "want wants wanted hope hopes hoped wish wishes wished plan plans planned intend intends intended \
     decided decides decide feel feels felt love loves loved hate hates hated like likes liked enjoy \
     enjoyed support supports supported oppose opposes opposed regret regrets regretted trust trusts \
     prefer prefers seek seeks sought try tries trying tried fear fears feared worry worries worried \
     vow vows vowed pledge pledges pledged promise promises promised refuse refuses refused willing \
     unwilling eager determined ready proud happy sad sorry glad grateful excited disappointed angry \
     shocked surprised confident looking demand demands demanded demanding urge urges urged urging propose proposes proposed \
     proposing convinced",
    ),
    (
        Class::Holding,
        "believe believes believed believing think thinks thought know knows knew known suspect suspects \
     suspected estimate estimates estimated expect expects expected assume assumes assumed consider \
     considers considered understand understands understood see sees saw aware certain sure convinced \
     predict predicts predicted anticipate anticipates anticipated concluded conclude concludes found \
     find finds doubt doubts doubted",
    ),
    (
        Class::Blame,
        "lied lying liar lies misled misleading deceived concealed ignored betrayed blamed blame \
     blames accused accuses accusing cheated neglected",
    ),
    (
        Class::AccusationNoun,
        "allegation allegations accusation accusations charge charges claim claims wrongdoing report \
     reports story suggestion suggestions rumor rumors rumour rumours assertion assertions account \
     findings complaint count counts version",
    ),
    (
        Class::Saying,
        "allegation allegations accusation accusations charge charges claim claims report reports story stories \
     article coverage account accounts version versions suggestion suggestions assertion assertions finding \
     findings complaint complaints rumor rumors rumour rumours speculation explanation explanations comment \
     comments statement statements remark remarks warning warnings testimony insinuation insinuations \
     characterization narrative theory theories conclusion conclusions determination lawsuit suit \
     figure figures number numbers estimate estimates total totals toll tally statistics results count counts \
     wrongdoing",
    ),
    (
        Class::False,
        "false untrue lie lies baseless unfounded groundless incorrect inaccurate fabricated fabrication \
     fabrications fiction nonsense rubbish fake hoax meritless bogus slander falsehood falsehoods libel libellous \
     libelous defamatory",
    ),
    (
        Class::Cause,
        "because caused cause causes due resulted blamed led triggered sparked prompted owing stems \
     stemmed",
    ),
    (
        Class::Judgement,
        "good bad great terrible best worst better worse wonderful horrible awful important crucial \
     essential unacceptable outrageous disgrace disgraceful shameful amazing beautiful ridiculous \
     absurd unfair wrong brilliant fantastic proud sad tragic disappointing encouraging dangerous \
     impressive incredible dire glimmer complex complexity delicate delicacy remarkable arduous \
     lasting deserve deserves meaningful appropriate inappropriate unprecedented disaster nonsense \
     smart stupid worth perfect excellent racist sexist hypocrite hypocritical hypocrisy dishonest \
     incompetent reckless irresponsible crooked winner loser clear true strong weak successful serious tough",
    ),
    (
        Class::Superlative,
        "largest biggest deadliest highest lowest oldest youngest fastest longest costliest richest \
     smallest worst",
    ),
    (
        Class::Scope,
        "history ever world century decades decade generation globally nationwide europe africa asia \
     worldwide record country nation",
    ),
    (
        Class::Standing,
        "is are was were has have had includes include remains serves served lies stands sits lives lived \
     runs owns represents consists born founded covers",
    ),
    (
        Class::Between,
        "other more new old young of the their his her its local fellow former additional separate \
     different civilian",
    ),
    (
        Class::Charge,
        "accused accuses accusing accuse guilty convicted charged indicted arrested sentenced sued \
     suspected acquitted",
    ),
    (
        Class::Authority,
        "parliament congress court jury police investigators regulators regulator investors \
     shareholders fbi judge lawmakers senate committee inquiry oath prosecutors auditors \
     inspectors",
    ),
    (
        Class::Article,
        "the a an his her their its our my this these those any some no all every",
    ),
    (
        Class::People,
        "people person men women children man woman child boys girls passengers soldiers civilians \
     officers students residents workers miners migrants refugees hostages victims patients \
     protesters militants insurgents troops employees firefighters sailors villagers others \
     fighters demonstrators pupils tourists prisoners inmates crew members policemen",
    ),
    (
        Class::Participle,
        "shot held met told found sold built hit cut made paid left lost won struck sent kept brought taught put set shut \
     said heard read led fed bought caught thought sought fought spent meant dealt felt hurt begun sung done gone come \
     become run born torn sworn worn understood stood burnt bound hung",
    ),
];

/// The classes of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u32);

impl Classes {
    /// The classes of a word in lower case.
    pub(super) fn of(lower: &str) -> Classes {
        table().get(lower).copied().unwrap_or_default()
    }

    /// Is it of this class?
    pub(super) fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u32) != 0
    }
}

fn table() -> &'static HashMap<&'static str, Classes> {
    static TABLE: OnceLock<HashMap<&'static str, Classes>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: HashMap<&'static str, Classes> = HashMap::new();
        for (class, words) in WORDS {
            for word in words.split_whitespace() {
                table.entry(word).or_default().0 |= 1 << *class as u32;
            }
        }
        table
    })
}

/// The stems of what stands in a class.
pub(super) fn stems_of(class: Class) -> &'static [u64] {
    static STEMS: OnceLock<Vec<Vec<u64>>> = OnceLock::new();
    let all = STEMS.get_or_init(|| WORDS.iter().map(|(_, words)| gist::stems(words)).collect());
    let at = WORDS.iter().position(|(known, _)| *known == class);
    at.map_or(&[], |at| all[at].as_slice())
}

/// What a word, seen with the one after it, says of how the text is meant.
pub(super) fn modality(lower: &str, next: &str) -> Option<Modality> {
    match lower {
        "may" | "might" | "could" | "possibly" | "perhaps" | "maybe" | "probably" | "likely"
        | "allegedly" | "suspected" | "reportedly" | "apparently" | "possible" => Some(Modality::Possible),
        "will" | "would" | "shall" | "'ll" | "won't" | "wouldn't" | "we'll" | "they'll" | "he'll"
        | "she'll" => Some(Modality::Future),
        "plans" | "planned" | "plan" | "set" | "expected" | "due" | "intends" | "intended" | "wants"
        | "wanted" | "aims" | "going" | "about" | "hopes" | "hoped" | "scheduled" | "vowed" | "promised"
        | "pledged"
            if next == "to" =>
        {
            Some(Modality::Future)
        }
        "should" | "must" | "ought" | "shouldn't" => Some(Modality::Duty),
        "need" | "needs" | "has" | "have" if next == "to" => Some(Modality::Duty),
        "if" | "unless" | "whether" => Some(Modality::Condition),
        _ => None,
    }
}

/// Names of countries, capitals and seats of government: each row is one actor in the news.
const SEATS: &[&str] = &[
    "washington white house america american u.s us pentagon",
    "moscow kremlin russia russian",
    "beijing china chinese",
    "london downing britain british uk",
    "paris france french",
    "berlin germany german",
    "rome italy italian",
    "madrid spain spanish",
    "warsaw poland polish",
    "athens greece greek",
    "brussels eu european",
    "kyiv kiev ukraine ukrainian",
    "ankara turkey turkish",
    "jerusalem israel israeli",
    "tehran iran iranian",
    "baghdad iraq iraqi",
    "damascus syria syrian",
    "beirut lebanon lebanese",
    "amman jordan jordanian",
    "cairo egypt egyptian",
    "riyadh saudi",
    "doha qatar qatari",
    "islamabad pakistan pakistani",
    "delhi india indian",
    "tokyo japan japanese",
    "ottawa canada canadian",
    "canberra australia australian",
    "caracas venezuela venezuelan",
    "havana cuba cuban",
    "pyongyang north korea korean",
];

/// The other names of the actor that has this name; names are hashes of stems.
pub(super) fn seats(name: u64) -> impl Iterator<Item = u64> {
    static ROWS: OnceLock<Vec<Vec<u64>>> = OnceLock::new();
    let rows = ROWS.get_or_init(|| SEATS.iter().map(|row| gist::stems(row)).collect());
    rows.iter()
        .filter(move |row| row.contains(&name))
        .flatten()
        .copied()
}

/// The first words of lines that newspapers put around an article.
pub(super) const FURNITURE: &[&str] = &[
    "photo:",
    "photos:",
    "image:",
    "picture:",
    "video:",
    "watch:",
    "read:",
    "read more",
    "read the",
    "click here",
    "click to",
    "subscribe",
    "sign up",
    "follow us",
    "follow him",
    "follow her",
    "follow @",
    "editor's note",
    "the following is",
    "this transcript",
    "this interview",
    "this conversation",
    "this article",
    "this story",
    "correction:",
    "copyright",
    "©",
    "all rights reserved",
    "reporting by",
    "additional reporting",
    "edited by",
    "editing by",
    "contact the",
    "contact us",
    "this story has been",
    "this article",
    "this report was",
    "related:",
    "see also",
    "share this",
    "advertisement",
    "to contact",
    "with files from",
    "for more",
    "more on",
    "listen to",
    "download",
    "getty images",
    "ap photo",
    "via ",
    "updated:",
    "published:",
    "posted:",
    "by ",
    "—",
    "the post ",
    "you can ",
    "here is ",
    "here's ",
    "below is ",
    "in other news",
    "next:",
];

/// Beginnings of verbs by which a source judges somebody or something.
pub(super) const JUDGING: &[&str] = &[
    "call",
    "label",
    "describ",
    "brand",
    "dub",
    "denounc",
    "condemn",
    "criti",
    "slam",
    "blast",
    "attack",
    "mock",
    "prais",
    "defend",
    "hail",
    "lambast",
    "ridicul",
    "dismiss",
    "characteri",
    "compar",
    "portray",
    "derid",
    "question",
    "tout",
    "champion",
    "applaud",
    "decri",
    "decry",
    "assail",
    "rail",
    "welcom",
    "reject",
    "complain",
    "regard",
    "consider",
    "view",
    "rip",
    "pitch",
    "paint",
    "cast",
];
