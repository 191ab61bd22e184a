//! A project that is read, ready to render any of its outputs when it is asked for.
//!
//! A [`Renderer`] borrows what it renders; this holds both, so that a server can keep them as one.

use super::Model;
use super::copy::CopyIn;
use crate::cache::store::Store;
use crate::diag::Checked;
use crate::document::Document;
use crate::render::{Copy, Renderer};
use crate::routes::{Finder, Route};
use crate::source::Source;
use crate::world::World;
use jiff::Timestamp;
use std::fmt;
use std::io;
use std::sync::Arc;

/// A project and its renderer.
pub struct Preview {
    cell: Cell,
    finder: Finder,
}

struct Project {
    world: Arc<dyn World + Send>,
    model: Model,
    store: Option<Store>,
}

self_cell::self_cell!(
    struct Cell {
        owner: Project,
        #[covariant]
        dependent: Renderer,
    }
);

impl Copy for Project {
    fn document(&self, path: &str, modified: Option<Timestamp>) -> io::Result<(Source, Checked<Document>)> {
        CopyIn::new(&*self.world, &self.model.site.config).document(path, modified)
    }

    fn bytes(&self, path: &str) -> io::Result<Vec<u8>> {
        self.world.read(path)
    }

    fn made(&self, key: &str) -> Option<Vec<u8>> {
        self.store.as_ref()?.get(key)
    }

    fn keep(&self, key: &str, bytes: &[u8]) {
        if let Some(store) = &self.store {
            store.put(key, bytes);
        }
    }
}

impl Preview {
    /// Sets up for a project that was read from this world. The texts of its stories are read again
    /// from there when a page needs them; what is made of pictures is kept in the store.
    pub fn new(world: Arc<dyn World + Send>, model: Model, store: Option<Store>) -> Checked<Self> {
        let mut findings = Vec::new();
        let cell = Cell::new(Project { world, model, store }, |project| {
            let Model { site, theme } = &project.model;
            Renderer::new(Arc::clone(site), theme, project).drain_into(&mut findings)
        });
        Checked::new(Self { cell, finder: Finder::default() }, findings)
    }

    /// What its pages are made of.
    pub fn model(&self) -> &Model {
        &self.cell.borrow_owner().model
    }

    /// The bytes of one of its outputs.
    pub fn render(&self, route: &Route) -> Checked<Vec<u8>> {
        self.cell.borrow_dependent().render(route)
    }

    /// The output at an address.
    pub fn route(&self, address: &str) -> Option<Route> {
        let Model { site, theme } = self.model();
        self.finder.at(site, theme, address)
    }
}

impl fmt::Debug for Preview {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Preview").field("stories", &self.model().site.stories.len()).finish_non_exhaustive()
    }
}
