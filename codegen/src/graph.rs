//! A directed graph and the questions asked of it. Nothing here recurses: a document may chain its types as it likes.

use std::collections::BTreeSet;

/// `edges[a]` holds `b` when `a` leads to `b`.
#[derive(Debug)]
pub(crate) struct Graph {
    edges: Vec<BTreeSet<usize>>,
}

impl Graph {
    pub(crate) fn new(edges: Vec<BTreeSet<usize>>) -> Self {
        Self { edges }
    }

    fn next(&self, node: usize) -> impl Iterator<Item = usize> {
        self.edges.get(node).into_iter().flatten().copied()
    }

    /// All that `roots` lead to, themselves included.
    pub(crate) fn reachable(&self, roots: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
        let mut open: Vec<usize> = roots.into_iter().collect();
        let mut seen = BTreeSet::new();
        while let Some(node) = open.pop() {
            if seen.insert(node) {
                open.extend(self.next(node));
            }
        }
        seen
    }

    /// The strongly connected component of each node, as a number: two nodes lead to each other exactly when theirs are
    /// equal.
    ///
    /// Kosaraju's algorithm: nodes in the order in which a depth-first walk leaves them, then, last left first,
    /// everything not yet taken that leads to a node belongs with it.
    pub(crate) fn components(&self) -> Vec<usize> {
        let mut reverse = vec![Vec::new(); self.edges.len()];
        for (from, targets) in self.edges.iter().enumerate() {
            for &to in targets {
                reverse[to].push(from);
            }
        }
        let mut component = vec![usize::MAX; self.edges.len()];
        for root in self.walk(|_| ()).into_iter().rev() {
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

    /// The cycles that a depth-first walk meets, each from the node where the walk entered it. None when there is none
    /// at all.
    pub(crate) fn cycles(&self) -> Vec<Vec<usize>> {
        let mut cycles = Vec::new();
        self.walk(|cycle| cycles.push(cycle));
        cycles
    }

    /// Walks depth-first: nodes in the order in which they are left, and each cycle that is met on the way.
    fn walk(&self, mut met: impl FnMut(Vec<usize>)) -> Vec<usize> {
        let mut seen = vec![false; self.edges.len()];
        let mut is_open = vec![false; self.edges.len()];
        let mut order = Vec::with_capacity(self.edges.len());
        for root in 0..self.edges.len() {
            let mut path = Vec::new();
            if !std::mem::replace(&mut seen[root], true) {
                is_open[root] = true;
                path.push((root, self.next(root)));
            }
            while let Some((node, targets)) = path.last_mut() {
                match targets.next() {
                    Some(target) if !seen[target] => {
                        (seen[target], is_open[target]) = (true, true);
                        path.push((target, self.next(target)));
                    }
                    Some(target) if is_open[target] => {
                        met(path.iter().map(|(node, _)| *node).skip_while(|node| *node != target).collect());
                    }
                    Some(_) => {}
                    None => {
                        order.push(*node);
                        is_open[*node] = false;
                        path.pop();
                    }
                }
            }
        }
        order
    }

    /// Whether the edge lies on a cycle.
    pub(crate) fn is_circular(&self, components: &[usize], from: usize, to: usize) -> bool {
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
    fn a_cycle_is_one_component() {
        let graph = graph(&[&[1], &[2], &[0, 3], &[4], &[4], &[]]);
        let components = graph.components();
        assert!(graph.is_circular(&components, 0, 1) && graph.is_circular(&components, 2, 0));
        assert!(!graph.is_circular(&components, 2, 3), "the way out of a cycle is not on it");
        assert!(graph.is_circular(&components, 4, 4), "a type may contain itself");
        assert!(!graph.is_circular(&components, 5, 5), "there is no such edge");
    }

    #[test]
    fn cycles_start_where_they_are_entered() {
        assert_eq!(graph(&[&[1], &[2], &[1, 3], &[3], &[0]]).cycles(), [vec![1, 2], vec![3]]);
        assert!(graph(&[&[1, 2], &[2], &[]]).cycles().is_empty());
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let length = 200_000;
        let edges = (0..length).map(|node| BTreeSet::from([(node + 1) % length])).collect();
        let graph = Graph::new(edges);
        assert!(graph.is_circular(&graph.components(), 0, 1));
    }
}
