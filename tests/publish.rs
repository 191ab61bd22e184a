//! Publishing as a user does it, to real destinations: each test is a session at a desk.

#[cfg(unix)]
#[path = "publish/between.rs"]
mod between;
#[path = "command/desk.rs"]
#[expect(dead_code, reason = "the sessions of `tests/command` use all of it")]
mod desk;
#[path = "publish/folder.rs"]
mod folder;
#[path = "publish/follow.rs"]
mod follow;
#[path = "publish/git.rs"]
mod git;
#[path = "publish/guards.rs"]
mod guards;
#[cfg(feature = "http")]
#[path = "publish/live.rs"]
mod live;
#[path = "publish/need.rs"]
mod need;
#[cfg(all(unix, feature = "object-store"))]
#[path = "publish/objects.rs"]
mod objects;
#[path = "publish/room.rs"]
mod room;
#[cfg(unix)]
#[path = "publish/rsync.rs"]
mod rsync;
#[path = "command/running.rs"]
mod running;
#[cfg(all(unix, feature = "sftp"))]
#[path = "publish/sftp.rs"]
mod sftp;
#[cfg(unix)]
#[path = "publish/ssh.rs"]
mod ssh;
#[path = "publish/trouble.rs"]
mod trouble;
