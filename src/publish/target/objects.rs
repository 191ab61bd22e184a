//! An object store: Amazon S3 and what speaks its language, Google Cloud Storage, Azure Blob Storage.
//!
//! Credentials come from where each ecosystem keeps them: the environment, a role of the machine, and
//! for Amazon `~/.aws/credentials`. The record is written on the condition that it is the one that
//! was read (`If-Match`). Where the bucket keeps versions, each file's is written in the record, and
//! going back needs no copy.

mod credentials;

use super::rsync::no_former;
use super::{Cause, Done, Found, Target, Trouble, Version, flow};
use crate::config::destination::Store;
use crate::mime;
use crate::publish::headers::Headers;
use crate::publish::parcel::Item;
use crate::publish::plan::{Change, Gone};
use crate::publish::record::{PLACE, Publication, Record, Standing};
use futures_util::StreamExt;
use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, Error, GetOptions, GetResult, ObjectStore, PutMode, PutOptions, PutPayload, PutResult,
    UpdateVersion,
};
use std::sync::Arc;
use tokio::runtime::Runtime;

/// So many requests are under way at a time: a service answers in a tenth of a second and takes far
/// more than one at once.
const AT_ONCE: usize = 64;
/// So many objects are named in a request that removes them, at most.
const BATCH: usize = 512;

/// A bucket, and what all names in it begin with.
pub struct Objects {
    store: Arc<dyn ObjectStore>,
    prefix: String,
    runtime: Runtime,
}

/// Where a bucket is.
pub struct Bucket<'a> {
    /// Whose.
    pub store: Store,
    /// Its name.
    pub name: &'a str,
    /// What all names begin with.
    pub prefix: &'a str,
    /// Where the service is, if it is not its owner's.
    pub endpoint: Option<&'a str>,
    /// The region.
    pub region: Option<&'a str>,
}

impl Objects {
    /// A bucket.
    ///
    /// # Errors
    /// When its credentials are incomplete.
    pub fn open(bucket: &Bucket<'_>) -> Result<Self, Trouble> {
        // A second call finds it in place.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let runtime = flow::runtime()?;
        let store = client(bucket).map_err(|error| told("cannot use the bucket", &error))?;
        Ok(Self { store, prefix: bucket.prefix.to_owned(), runtime })
    }

    fn place(&self, path: &str) -> Result<Path, Trouble> {
        let refused = |error| Trouble::new(Cause::Other, format!("no object can be called `{path}`: {error}"));
        Path::parse(format!("{}{path}", self.prefix)).map_err(refused)
    }

    fn get(&self, path: &str, version: Option<String>) -> Result<Option<(Vec<u8>, GetMeta)>, Trouble> {
        let place = self.place(path)?;
        let work = async {
            let result: GetResult =
                self.store.get_opts(&place, GetOptions { version, ..GetOptions::default() }).await?;
            let meta = GetMeta { e_tag: result.meta.e_tag.clone(), version: result.meta.version.clone() };
            Ok((result.bytes().await?.to_vec(), meta))
        };
        match self.runtime.block_on(work) {
            Ok(found) => Ok(Some(found)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(told(&format!("cannot read `{path}`"), &error)),
        }
    }

    fn put_record(&self, text: &str, mode: PutMode) -> Result<PutResult, Error> {
        let place =
            self.place(PLACE).map_err(|trouble| Error::Generic { store: "dateline", source: trouble.into() })?;
        let attributes =
            attributes(&Headers { content_type: mime::of("record.txt"), cache: "no-store".into(), coding: None });
        let options = PutOptions { mode, attributes, ..PutOptions::default() };
        self.runtime.block_on(self.store.put_opts(&place, PutPayload::from(text.to_owned()), options))
    }

    async fn put(&self, item: &Item) -> Result<PutResult, Trouble> {
        let (place, bytes) = (self.place(&item.path)?, flow::bytes(item).await?);
        let options = PutOptions { attributes: attributes(&item.headers), ..PutOptions::default() };
        let put = self.store.put_opts(&place, PutPayload::from(bytes), options).await;
        put.map_err(|error| told(&format!("cannot send `{}`", item.path), &error))
    }
}

/// What a store calls a state of an object.
struct GetMeta {
    e_tag: Option<String>,
    version: Option<String>,
}

impl GetMeta {
    /// Both names in one.
    fn name(&self) -> Version {
        serde_json::json!([self.e_tag, self.version]).to_string()
    }

    fn read(name: &str) -> Self {
        let (e_tag, version) = serde_json::from_str(name).unwrap_or_default();
        Self { e_tag, version }
    }
}

fn client(bucket: &Bucket<'_>) -> Result<Arc<dyn ObjectStore>, Error> {
    let plain = bucket.endpoint.is_some_and(|endpoint| endpoint.starts_with("http://"));
    let options = object_store::ClientOptions::new().with_allow_http(plain);
    Ok(match bucket.store {
        Store::S3 => {
            let mut builder = AmazonS3Builder::from_env().with_bucket_name(bucket.name).with_client_options(options);
            if let Some(endpoint) = bucket.endpoint {
                builder = builder.with_endpoint(endpoint);
            }
            if let Some(region) = bucket.region {
                builder = builder.with_region(region);
            }
            if let Some(keys) = credentials::of_file() {
                builder = builder.with_access_key_id(keys.id).with_secret_access_key(keys.secret);
                builder = keys.token.into_iter().fold(builder, AmazonS3Builder::with_token);
            }
            Arc::new(builder.build()?)
        }
        Store::Google => {
            let builder = GoogleCloudStorageBuilder::from_env().with_bucket_name(bucket.name);
            Arc::new(builder.with_client_options(options).build()?)
        }
        Store::Azure => {
            let mut builder = MicrosoftAzureBuilder::from_env().with_container_name(bucket.name);
            if let Some(endpoint) = bucket.endpoint {
                builder = builder.with_endpoint(endpoint.to_owned());
            }
            Arc::new(builder.with_client_options(options).build()?)
        }
    })
}

fn attributes(headers: &Headers) -> Attributes {
    let mut attributes = Attributes::new();
    attributes.insert(Attribute::ContentType, headers.content_type.clone().into());
    attributes.insert(Attribute::CacheControl, headers.cache.clone().into());
    if let Some(coding) = headers.coding {
        attributes.insert(Attribute::ContentEncoding, coding.header().into());
    }
    attributes
}

/// Trouble of an error. What follows a `?` in an address may be a key, and is not told.
fn told(what: &str, error: &Error) -> Trouble {
    let words = without_queries(&error.to_string());
    if let Some(help) = no_credentials(&words) {
        let message = format!("{what}: no credentials were found in the environment, in a file or from this machine");
        return Trouble::new(Cause::Denied, message).help(help);
    }
    let said = service_says(&error.to_string()).map(|said| without_queries(&said));
    let said: String = said.unwrap_or_else(|| words.chars().take(400).collect());
    let trouble = Trouble::new(Cause::Other, format!("{what}: {said}"));
    if words.contains("RequestTimeTooSkewed") {
        return trouble.help("set this machine's clock: the service takes no request of another time");
    }
    if words.contains("NoSuchBucket") {
        return trouble.help("make the bucket, or mend its name in `to`");
    }
    let denied = ["AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "403", "401", "credential"];
    match error {
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => denied_access(trouble),
        _ if denied.iter().any(|sign| words.contains(sign)) => denied_access(trouble),
        _ => trouble,
    }
}

fn without_queries(words: &str) -> String {
    let without = |word: &str| word.split_once('?').map_or(word, |(before, _)| before).to_owned();
    words.split_whitespace().map(without).collect::<Vec<_>>().join(" ")
}

/// What the service itself says in its answer: `The specified bucket does not exist (NoSuchBucket)`.
fn service_says(words: &str) -> Option<String> {
    let within = |tag: &str| {
        let (_, rest) = words.split_once(&format!("<{tag}>"))?;
        Some(rest.split_once(&format!("</{tag}>"))?.0.trim())
    };
    Some(format!("{} ({})", within("Message")?, within("Code")?))
}

/// What to type where nothing tells who publishes: the last to be asked is the machine's own host, and a
/// desk's has none.
fn no_credentials(words: &str) -> Option<&'static str> {
    let asks_the_machine = words.contains("169.254.169.254") || words.contains("metadata.google");
    if words.contains("Account must be specified") {
        return Some("set AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY");
    }
    match words {
        s3 if asks_the_machine && s3.contains("Generic S3") => {
            Some("set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE for one of `~/.aws/credentials`")
        }
        gcs if asks_the_machine && gcs.contains("Generic GCS") => {
            Some("type `gcloud auth application-default login`, or set GOOGLE_APPLICATION_CREDENTIALS")
        }
        azure if asks_the_machine && azure.contains("Azure") => {
            Some("set AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY")
        }
        _ => None,
    }
}

fn denied_access(trouble: Trouble) -> Trouble {
    Trouble { cause: Cause::Denied, ..trouble }.help(
        "see which key is used and what it is allowed: `docs/publish.md` says where it comes from and what it needs",
    )
}

impl Target for Objects {
    fn record(&self) -> Result<Option<Found>, Trouble> {
        let found = self.get(PLACE, None)?;
        Ok(found
            .map(|(bytes, meta)| Found { text: String::from_utf8_lossy(&bytes).into_owned(), version: meta.name() }))
    }

    fn write_record(&self, record: &Record, over: Option<&Version>) -> Result<Version, Trouble> {
        let mode = match over.map(|name| GetMeta::read(name)) {
            None => PutMode::Create,
            Some(GetMeta { e_tag, version }) => PutMode::Update(UpdateVersion { e_tag, version }),
        };
        let text = record.print();
        let put = match self.put_record(&text, mode) {
            // A store without conditions: what stands is looked at right before.
            Err(Error::NotImplemented { .. } | Error::NotSupported { .. }) => {
                if self.record()?.map(|found| found.version).as_ref() != over {
                    return Err(Trouble::conflict());
                }
                self.put_record(&text, PutMode::Overwrite)
            }
            put => put,
        };
        match put {
            Ok(put) => Ok(GetMeta { e_tag: put.e_tag, version: put.version }.name()),
            Err(Error::Precondition { .. } | Error::AlreadyExists { .. }) => Err(Trouble::conflict()),
            Err(error) => Err(told("cannot write the record", &error)),
        }
    }

    fn there(&self) -> Result<Vec<String>, Trouble> {
        let prefix = (!self.prefix.is_empty()).then(|| Path::from(self.prefix.trim_end_matches('/')));
        let listed = self.runtime.block_on(self.store.list(prefix.as_ref()).collect::<Vec<_>>());
        let names = listed.into_iter().map(|one| match one {
            Ok(meta) => Ok(meta.location.as_ref().strip_prefix(&self.prefix).unwrap_or_default().to_owned()),
            Err(error) => Err(told("cannot list the bucket", &error)),
        });
        names.collect()
    }

    fn send<'c>(&self, wave: &[Change<'c>], done: Done<'_, Change<'c>>) -> Result<(), Trouble> {
        let puts = wave.iter().map(|change| async move { (change, self.put(change.item).await) });
        let mut under_way = futures_util::stream::iter(puts).buffer_unordered(AT_ONCE);
        while let Some((change, put)) = self.runtime.block_on(under_way.next()) {
            done(change, put?.version)?;
        }
        Ok(())
    }

    fn remove<'c>(&self, wave: &[Gone<'c>], done: Done<'_, Gone<'c>>) -> Result<(), Trouble> {
        for batch in wave.chunks(BATCH) {
            let places: Vec<_> = batch.iter().map(|gone| self.place(gone.path)).collect::<Result<_, _>>()?;
            let places = futures_util::stream::iter(places.into_iter().map(Ok)).boxed();
            let removed = self.runtime.block_on(self.store.delete_stream(places).collect::<Vec<_>>());
            for result in removed {
                match result {
                    Ok(_) | Err(Error::NotFound { .. }) => {}
                    Err(error) => return Err(told("cannot remove", &error)),
                }
            }
            for gone in batch {
                done(gone, None)?;
            }
        }
        Ok(())
    }

    fn former(&self, publication: &Publication) -> Result<String, Trouble> {
        let version = publication.version.as_deref().and_then(|name| GetMeta::read(name).version);
        let version = version.ok_or_else(|| no_former(&publication.id))?;
        let found = self.get(PLACE, Some(version))?.ok_or_else(|| no_former(&publication.id))?;
        Ok(String::from_utf8_lossy(&found.0).into_owned())
    }

    fn fetch(&self, publication: &Publication, path: &str, standing: &Standing) -> Result<Vec<u8>, Trouble> {
        let version = standing.version.clone().ok_or_else(|| no_former(&publication.id))?;
        let found = self.get(path, Some(version))?;
        found.map(|(bytes, _)| bytes).ok_or_else(|| no_former(&publication.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trouble(words: &str) -> Trouble {
        told("cannot read `x`", &Error::Generic { store: "S3", source: words.into() })
    }

    #[test]
    fn what_the_service_says_is_told_and_no_key_in_an_address() {
        let answer = "status 404: <?xml version=\"1.0\"?><Error><Code>NoSuchBucket</Code>\n<Message>There is none.</Message></Error>";
        assert_eq!(trouble(answer).message, "cannot read `x`: There is none. (NoSuchBucket)");
        let signed = trouble("cannot reach https://wire.example/x?X-Amz-Signature=hunter2 now");
        assert!(!signed.message.contains("hunter2") && signed.message.ends_with("now"), "{signed}");
    }

    #[test]
    fn who_has_no_credentials_is_told_what_to_set() {
        let trouble = trouble("Error performing PUT http://169.254.169.254/latest/api/token in 3 ms");
        assert_eq!(trouble.cause, Cause::Denied);
        assert!(trouble.help.unwrap().starts_with("set AWS_ACCESS_KEY_ID"));
        assert!(!trouble.message.contains("169.254"), "{}", trouble.message);
    }
}
