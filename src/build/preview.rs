//! A project that is read, ready to render any of its outputs when it is asked for.
//!
//! A [`Renderer`] borrows what it renders; this holds both, so that a server can keep them as one.

use super::Loaded;
use super::copy::CopyIn;
use crate::cache::store::Store;
use crate::diag::Checked;
use crate::document::Document;
use crate::render::{Copy, Renderer};
use crate::routes::Route;
use crate::source::Source;
use crate::world::World;
use jiff::Timestamp;
use std::fmt;
use std::io;
use std::sync::Arc;

/// A project and its renderer.
pub struct Preview(Cell);

struct Project {
    world: Arc<dyn World + Send>,
    loaded: Arc<Loaded>,
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
        CopyIn::new(&*self.world, &self.loaded.site.config).document(path, modified)
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
    pub fn new(world: Arc<dyn World + Send>, loaded: Arc<Loaded>, store: Option<Store>) -> Checked<Self> {
        let mut findings = Vec::new();
        let cell = Cell::new(Project { world, loaded, store }, |project| {
            let loaded = &project.loaded;
            Renderer::new(Arc::clone(&loaded.site), &loaded.theme, project).drain_into(&mut findings)
        });
        Checked::new(Self(cell), findings)
    }

    /// The project.
    pub fn loaded(&self) -> &Loaded {
        &self.0.borrow_owner().loaded
    }

    /// The bytes of one of its outputs.
    pub fn render(&self, route: &Route) -> Checked<Vec<u8>> {
        self.0.borrow_dependent().render(route)
    }

    /// The output at an address.
    pub fn route(&self, address: &str) -> Option<&Route> {
        let routes = &self.loaded().routes;
        let at = routes.binary_search_by(|route| (*route.address).cmp(address)).ok()?;
        Some(&routes[at])
    }
}

impl fmt::Debug for Preview {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Preview").field("routes", &self.loaded().routes.len()).finish_non_exhaustive()
    }
}
