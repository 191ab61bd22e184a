//! What an SFTP server says, as trouble.

use crate::publish::target::{Cause, Trouble};
use openssh_sftp_client::error::{Error, SftpErrorKind};
use std::io::ErrorKind;

/// Says that a link stands where a folder is to be.
pub(super) fn in_the_way(folder: &str) -> Error {
    let message = format!("`{folder}` is a link, which was not put there by dateline; move it away");
    Error::from(std::io::Error::other(message))
}

/// Whether there is no such file.
pub(super) fn is_missing(error: &Error) -> bool {
    matches!(error, Error::SftpError(SftpErrorKind::NoSuchFile, _))
}

/// Trouble of an error: all that is not the host's own answer is a connection that was cut.
pub(super) fn told(what: &str, error: &Error) -> Trouble {
    let words = error.to_string();
    let trouble = |cause| Trouble::new(cause, format!("{what}: {words}"));
    match error {
        Error::SftpError(SftpErrorKind::PermDenied, _) => {
            Trouble::new(Cause::Denied, format!("{what}: permission denied"))
                .help("see what the account may write there, and what `to` names")
        }
        // The protocol's third version has no number for a full disk.
        Error::SftpError(SftpErrorKind::Failure, _) => trouble(Cause::Other)
            .help("see whether there is room at the destination; then publish again: it goes on where it stopped"),
        Error::SftpError(..) => trouble(Cause::Other),
        Error::IOError(error) if error.kind() == ErrorKind::Other => trouble(Cause::Other),
        _ => trouble(Cause::Passing).help("if the connection was cut, publish again: it goes on where it stopped"),
    }
}
