//! Publishing as a user does it, to real destinations: each test is a session at a desk.

#[path = "command/desk.rs"]
#[expect(dead_code, reason = "the sessions of `tests/command` use all of it")]
mod desk;
#[path = "publish/folder.rs"]
mod folder;
#[path = "publish/guards.rs"]
mod guards;
#[path = "publish/room.rs"]
mod room;
