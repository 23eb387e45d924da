package fr.justedroit.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.Test;

public class TreeTest {

    private static Tree tree(int[] feature, int[] left, int[] right) {
        int n = feature.length;
        double[] prediction = new double[n];
        for (int i = 0; i < n; i++) {
            prediction[i] = feature[i] == Tree.NONE ? 1 : 0;
        }
        return Tree.of(1, new Tree.Nodes(feature, new double[n], prediction, left, right, new double[n]));
    }

    @Test
    public void of_anotherNumbering_givesTheSameTree() {
        Tree preorder = tree(new int[] {0, 1, -1, -1, -1}, new int[] {1, 2, 0, 0, 0}, new int[] {4, 3, 0, 0, 0});
        Tree shuffled = tree(new int[] {0, -1, -1, 1, -1}, new int[] {3, 9, 9, 4, 9}, new int[] {1, 9, 9, 2, 9});
        assertThat(shuffled).isEqualTo(preorder).hasSameHashCodeAs(preorder);
        assertThat(preorder.depth()).isEqualTo(2);
        assertThat(preorder.left(0)).isEqualTo(1);
        assertThat(preorder.right(0)).isEqualTo(4);
        assertThat(preorder.left(4)).isEqualTo(Tree.NONE);
    }

    @Test
    public void of_valueEqualToTheThreshold_goesLeft() {
        Tree tree = Tree.of(
                1,
                new Tree.Nodes(
                        new int[] {0, -1, -1},
                        new double[] {0.5, 0, 0},
                        new double[] {0, -1, 1},
                        new int[] {1, -1, -1},
                        new int[] {2, -1, -1},
                        new double[] {10, 4, 6}));
        assertThat(tree.leafOf(new double[] {0.5})).isEqualTo(1);
        assertThat(tree.leafOf(new double[] {Math.nextUp(0.5)})).isEqualTo(2);
        assertThat(tree.nodeWeight(2)).isEqualTo(6);
    }

    @Test
    public void of_notATree_isRefused() {
        // a cycle apart from the root
        refused(new int[] {-1, 0, 0}, new int[] {0, 2, 1}, new int[] {0, 2, 1});
        refused(new int[] {-1, 0, -1}, new int[] {0, 1, 0}, new int[] {0, 2, 0});
        // the root as a child, a child shared, a child missing, a node apart, no node, a bad column
        refused(new int[] {0, -1}, new int[] {0, 0}, new int[] {1, 0});
        refused(new int[] {0, -1}, new int[] {1, 0}, new int[] {1, 0});
        refused(new int[] {0, -1}, new int[] {1, 0}, new int[] {2, 0});
        refused(new int[] {0, -1}, new int[] {1, 0}, new int[] {-1, 0});
        refused(new int[] {-1, -1}, new int[] {0, 0}, new int[] {0, 0});
        refused(new int[] {}, new int[] {}, new int[] {});
        refused(new int[] {-2}, new int[] {0}, new int[] {0});
        refused(new int[] {-1}, new int[] {0, 0}, new int[] {0});
    }

    private static void refused(int[] feature, int[] left, int[] right) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tree(feature, left, right))
                .withMessageStartingWith("not a tree: ");
    }

    @Test
    public void of_badNumbers_areListedTogether() {
        double[] bad = {Double.NaN, 0, Double.POSITIVE_INFINITY};
        Tree.Nodes nodes =
                new Tree.Nodes(new int[] {0, -1, -1}, bad, bad, new int[] {1, 0, 0}, new int[] {2, 0, 0}, new double[] {
                    1, -1, Double.NaN
                });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tree.of(1, nodes))
                .withMessageContainingAll(
                        "node 0: prediction",
                        "node 0: threshold",
                        "node 2: prediction",
                        "node 1: weight",
                        "node 2: weight");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tree.of(Double.NaN, nodes))
                .withMessageContaining("tree weight");
    }

    @Test
    public void ensemble_columnThatARowDoesNotHave_isRefused() {
        Tree third = tree(new int[] {2, -1, -1}, new int[] {1, 0, 0}, new int[] {2, 0, 0});
        assertThat(new TreeEnsemble(3, List.of(third)).columns()).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TreeEnsemble(2, List.of(third)))
                .withMessageContaining("column 2 of 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new TreeEnsemble(2, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new TreeEnsemble(3, List.of(third)).raw(new double[2]));
    }

    @Test
    public void ensembleRaw_manyTrees_addsFromLeftToRight() {
        // 1 + 1e16 - 1e16 is 0 from the left (1e16 + 1 rounds to 1e16) and 1 from the right.
        Tree leaf = tree(new int[] {-1}, new int[] {0}, new int[] {0});
        List<Tree> trees = List.of(leaf, weighted(1e16), weighted(-1e16));
        assertThat(new TreeEnsemble(1, trees).raw(new double[1])).isZero();
    }

    private static Tree weighted(double weight) {
        double[] one = {1};
        return Tree.of(weight, new Tree.Nodes(new int[] {-1}, one, one, new int[1], new int[1], one));
    }
}
