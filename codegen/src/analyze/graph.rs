//! A directed graph over types, and the two questions asked of it. Nothing here recurses: a description may chain types as it likes.

use std::collections::BTreeSet;

/// `edges[a]` holds `b` when type `a` leads to type `b`.
#[derive(Debug)]
pub(super) struct Graph {
    edges: Vec<BTreeSet<usize>>,
}

impl Graph {
    pub(super) fn new(edges: Vec<BTreeSet<usize>>) -> Self {
        Self { edges }
    }

    fn next(&self, node: usize) -> impl Iterator<Item = usize> {
        self.edges.get(node).into_iter().flatten().copied()
    }

    /// All that `roots` lead to, themselves included.
    pub(super) fn reachable(&self, roots: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
        let mut open: Vec<usize> = roots.into_iter().collect();
        let mut seen = BTreeSet::new();
        while let Some(node) = open.pop() {
            if seen.insert(node) {
                open.extend(self.next(node));
            }
        }
        seen
    }

    /// The strongly connected component of each node, as a number: two nodes lead to each other exactly when theirs are equal.
    ///
    /// Kosaraju's algorithm: nodes in the order in which a depth-first walk leaves them, then, last left first, everything not yet taken
    /// that leads to a node belongs with it.
    pub(super) fn components(&self) -> Vec<usize> {
        let mut reverse = vec![Vec::new(); self.edges.len()];
        for (from, targets) in self.edges.iter().enumerate() {
            for &to in targets {
                reverse[to].push(from);
            }
        }
        let mut component = vec![usize::MAX; self.edges.len()];
        for root in self.finish_order().into_iter().rev() {
            let mut open = vec![root];
            while let Some(node) = open.pop() {
                if component[node] == usize::MAX {
                    component[node] = root;
                    open.extend(&reverse[node]);
                }
            }
        }
        component
    }

    fn finish_order(&self) -> Vec<usize> {
        let mut seen = vec![false; self.edges.len()];
        let mut order = Vec::with_capacity(self.edges.len());
        for root in 0..self.edges.len() {
            let mut path = Vec::new();
            if !std::mem::replace(&mut seen[root], true) {
                path.push((root, self.next(root)));
            }
            while let Some((node, targets)) = path.last_mut() {
                if let Some(target) = targets.find(|&target| !seen[target]) {
                    seen[target] = true;
                    path.push((target, self.next(target)));
                } else {
                    order.push(*node);
                    path.pop();
                }
            }
        }
        order
    }

    /// Whether the edge lies on a circle.
    pub(super) fn is_circular(&self, components: &[usize], from: usize, to: usize) -> bool {
        self.edges.get(from).is_some_and(|targets| targets.contains(&to)) && components.get(from) == components.get(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[&[usize]]) -> Graph {
        Graph::new(edges.iter().map(|targets| targets.iter().copied().collect()).collect())
    }

    #[test]
    fn reachable_follows_edges() {
        let graph = graph(&[&[1], &[2], &[1], &[0]]);
        assert_eq!(graph.reachable([0]), BTreeSet::from([0, 1, 2]));
        assert_eq!(graph.reachable([3]), BTreeSet::from([0, 1, 2, 3]));
        assert_eq!(graph.reachable([]), BTreeSet::new());
    }

    #[test]
    fn a_circle_is_one_component() {
        let graph = graph(&[&[1], &[2], &[0, 3], &[4], &[4], &[]]);
        let components = graph.components();
        assert!(graph.is_circular(&components, 0, 1) && graph.is_circular(&components, 2, 0));
        assert!(!graph.is_circular(&components, 2, 3), "the way out of a circle is not on it");
        assert!(graph.is_circular(&components, 4, 4), "a type may contain itself");
        assert!(!graph.is_circular(&components, 5, 5), "there is no such edge");
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let length = 200_000;
        let edges = (0..length).map(|node| BTreeSet::from([(node + 1) % length])).collect();
        let graph = Graph::new(edges);
        assert!(graph.is_circular(&graph.components(), 0, 1));
    }
}
