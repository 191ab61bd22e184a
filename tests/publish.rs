//! Publishing as a user does it, to real destinations: each test is a session at a desk.

#[path = "command/desk.rs"]
#[expect(dead_code, reason = "the sessions of `tests/command` use all of it")]
mod desk;
#[path = "publish/folder.rs"]
mod folder;
#[path = "publish/git.rs"]
mod git;
#[path = "publish/guards.rs"]
mod guards;
#[cfg(feature = "http")]
#[path = "publish/live.rs"]
mod live;
#[cfg(feature = "object-store")]
#[path = "publish/objects.rs"]
mod objects;
#[path = "publish/room.rs"]
mod room;
#[cfg(unix)]
#[path = "publish/rsync.rs"]
mod rsync;
#[cfg(all(unix, feature = "sftp"))]
#[path = "publish/sftp.rs"]
mod sftp;
#[cfg(unix)]
#[path = "publish/ssh.rs"]
mod ssh;
