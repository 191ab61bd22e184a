//! `[organization]` and `[authors.KEY]`: who publishes the site and who writes for it, as search engines
//! and whoever judges a newsroom ask for it (schema.org's `NewsMediaOrganization` and `Person`).

use super::settle::{key_help, keyed};
use super::table::{Table, Wrong};
use url::Url;

/// Who publishes the site, beside its name and address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Organization {
    /// `legal-name`: the name in the register.
    pub legal_name: Option<String>,
    /// `founding-date`: a year, a month or a day.
    pub founding_date: Option<String>,
    /// `same-as`: addresses of the same organisation elsewhere.
    pub same_as: Vec<String>,
    /// What it says of how it works, in the order of [`STATEMENTS`].
    pub statements: Vec<Statement>,
    /// `[organization.contacts.KEY]`: whom to turn to, in the order of writing.
    pub contacts: Vec<Contact>,
}

/// Where an organisation says how it works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The key of `book.toml`: `ethics-policy`.
    pub key: &'static str,
    /// What schema.org calls it: `ethicsPolicy`.
    pub property: &'static str,
    /// An address of the site (`/ethics.html`), or one elsewhere.
    pub address: String,
}

/// Each statement that schema.org knows: the key of `book.toml`, and its name there.
pub const STATEMENTS: [(&str, &str); 12] = [
    ("publishing-principles", "publishingPrinciples"),
    ("corrections-policy", "correctionsPolicy"),
    ("ethics-policy", "ethicsPolicy"),
    ("masthead", "masthead"),
    ("mission-coverage-priorities-policy", "missionCoveragePrioritiesPolicy"),
    ("ownership-funding-info", "ownershipFundingInfo"),
    ("unnamed-sources-policy", "unnamedSourcesPolicy"),
    ("no-bylines-policy", "noBylinesPolicy"),
    ("verification-fact-checking-policy", "verificationFactCheckingPolicy"),
    ("actionable-feedback-policy", "actionableFeedbackPolicy"),
    ("diversity-policy", "diversityPolicy"),
    ("diversity-staffing-report", "diversityStaffingReport"),
];

/// Whom to turn to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The key of its table: `public-relations`.
    pub key: String,
    /// An address for letters over the net.
    pub email: Option<String>,
    /// A telephone number.
    pub telephone: Option<String>,
    /// A page to write on.
    pub url: Option<String>,
}

/// What is known of somebody who writes, beside the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The last part of the address of the author's page (`ana-reis`).
    pub key: String,
    /// `job-title`: what the author is in the newsroom.
    pub job_title: Option<String>,
    /// `email`: where the author is written to.
    pub email: Option<String>,
    /// `same-as`: addresses of the same person elsewhere.
    pub same_as: Vec<String>,
}

impl Contact {
    /// For what: `newsroom`, `public relations`.
    pub fn kind(&self) -> String {
        self.key.replace('-', " ")
    }
}

impl Organization {
    /// Where it makes a statement.
    pub fn statement(&self, key: &str) -> Option<&Statement> {
        self.statements.iter().find(|statement| statement.key == key)
    }
}

/// Reads `[organization]`.
pub(super) fn read(table: &mut Table<'_, '_, '_>) -> Organization {
    let mut organization = Organization {
        legal_name: table.text("legal-name").map(|name| name.value),
        founding_date: table.parsed("founding-date", date).map(|date| date.value),
        same_as: table.all_parsed("same-as", elsewhere).unwrap_or_default(),
        ..Organization::default()
    };
    for (key, property) in STATEMENTS {
        let address = table.parsed(key, address).map(|address| address.value);
        organization.statements.extend(address.map(|address| Statement { key, property, address }));
    }
    table.table("contacts", |contacts| {
        for (key, contact) in contacts.rest() {
            contacts.open(&key.value, contact, |table| organization.contacts.extend(contact_of(table, &key.value)));
        }
    });
    organization
}

fn contact_of(table: &mut Table<'_, '_, '_>, key: &str) -> Option<Contact> {
    let contact = Contact {
        key: key.to_owned(),
        email: table.parsed("email", email).map(|email| email.value),
        telephone: table.parsed("telephone", telephone).map(|number| number.value),
        url: table.parsed("url", address).map(|url| url.value),
    };
    let says_something = contact.email.is_some() || contact.telephone.is_some() || contact.url.is_some();
    says_something.then_some(contact)
}

/// Reads `[authors.KEY]`.
pub(super) fn read_authors(table: &mut Table<'_, '_, '_>) -> Vec<Author> {
    let mut authors = Vec::new();
    keyed(table, "an author", key_help, |key, table| {
        authors.push(Author {
            key,
            job_title: table.text("job-title").map(|title| title.value),
            email: table.parsed("email", email).map(|email| email.value),
            same_as: table.all_parsed("same-as", elsewhere).unwrap_or_default(),
        });
    });
    authors
}

/// An address on the web, as machines have it: percent-encoded, its host in ASCII.
fn on_the_web(typed: &str) -> Option<String> {
    let url = Url::parse(typed).ok().filter(|url| matches!(url.scheme(), "https" | "http"))?;
    // The parser forgives what an editor would want to be told.
    (!typed.contains(char::is_whitespace) && !typed.contains('\\')).then(|| url.into())
}

fn elsewhere(typed: &str) -> Result<String, Wrong> {
    on_the_web(typed).ok_or_else(|| {
        Wrong::new(format!("expected an address, found `{typed}`"), "type `https://` with a host and a path")
    })
}

/// A page of the site, or one elsewhere.
fn address(typed: &str) -> Result<String, Wrong> {
    let is_own = typed.starts_with('/') && !typed.starts_with("//") && !typed.contains([' ', '"', '<', '>', '\\']);
    if let Some(address) = is_own.then(|| typed.to_owned()).or_else(|| on_the_web(typed)) {
        return Ok(address);
    }
    let help = "type the address of a page, such as `/about.html`, or one that begins with `https://`";
    Err(Wrong::new(format!("expected an address, found `{typed}`"), help))
}

fn email(typed: &str) -> Result<String, Wrong> {
    let plain = typed.strip_prefix("mailto:").unwrap_or(typed);
    let is_one = plain.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    if is_one && !plain.contains(|c: char| c.is_whitespace() || "\"<>".contains(c)) {
        return Ok(plain.to_owned());
    }
    Err(Wrong::new(format!("expected an e-mail address, found `{typed}`"), "type it as `desk@wire.example`"))
}

fn telephone(typed: &str) -> Result<String, Wrong> {
    let is_plain = typed.chars().all(|c| c.is_ascii_digit() || "+-(). /".contains(c));
    if is_plain && typed.chars().filter(char::is_ascii_digit).count() >= 3 {
        return Ok(typed.to_owned());
    }
    let help = "type digits, and the country first: `+351 22 000 0000`";
    Err(Wrong::new(format!("expected a telephone number, found `{typed}`"), help))
}

/// A year, a month or a day, as schema.org has dates.
fn date(typed: &str) -> Result<String, Wrong> {
    let day = match typed.len() {
        4 => format!("{typed}-01-01"),
        7 => format!("{typed}-01"),
        _ => typed.to_owned(),
    };
    if day.len() == 10 && day.parse::<jiff::civil::Date>().is_ok() {
        return Ok(typed.to_owned());
    }
    Err(Wrong::new(format!("expected a date, found `{typed}`"), "type a year, a month or a day: `1987-03-01`"))
}
