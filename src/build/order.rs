//! The order in which many outputs are made.
//!
//! Two rows are made side by side. In one stand the pages of lists, by time: those that show the same stories then
//! come together and share their cards ([`render::cards`](crate::render)). All threads take the next page of it, so
//! that they are at the same time. In the other stands all else as it is planned, so that the forms of a story,
//! which are made of one text, are made one after the other by one thread.

use crate::routes::Route;
use crate::routes::shown::middle_of_list;
use crate::site::Site;
use rayon::prelude::*;

/// Makes something of each route, in parallel; each with the route's place.
pub(super) fn each<T: Send>(
    site: &Site,
    routes: &[Route],
    make: impl Fn(&Route) -> T + Sync + Send,
) -> impl ParallelIterator<Item = (usize, T)> {
    let (mut lists, mut others) = (Vec::new(), Vec::with_capacity(routes.len()));
    for (place, route) in routes.iter().enumerate() {
        match middle_of_list(site, &route.target) {
            Some(middle) => lists.push((middle, place)),
            None => others.push(place),
        }
    }
    lists.par_sort_unstable();
    let lists = lists.into_iter().map(|(_, place)| place).par_bridge();
    others.into_par_iter().chain(lists).map(move |place| (place, make(&routes[place])))
}
