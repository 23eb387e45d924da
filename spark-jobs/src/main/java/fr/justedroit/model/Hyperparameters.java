package fr.justedroit.model;

import fr.justedroit.config.Learning;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the learners are told. Measured on synthetic cells of 22 to 43 cases, scored on 40,000 dossiers that they had not
 * seen (one seed, error about 0.003). Truth close to linear, MLlib at 130 and 535 cells: depth 2 gave AUC 0.668 and
 * 0.700, depth 3 0.652 and 0.696, depth 5 0.654 and 0.675, the regression 0.658 and 0.700. Truth with interactions,
 * scikit-learn's histogram boosting at 2,150 cells: depth 2, step 0.1, 100 trees 0.727; depth 3, 100 trees 0.737; depth
 * 3, step 0.2, 60 trees 0.742; at 130 and 526 cells the first settings below won (0.694 and 0.711). Few cells carry
 * little but main effects, so depth grows with them; leaves of one cell overfit as soon as cells are many, so a leaf
 * holds a part of the weight. MLlib's time is that of its jobs, not of its sums, so fewer and flatter trees are also
 * what is fast. The regression's ridge falls as cells become many (decision 0037).
 *
 * @param trees number of trees
 * @param depth splits from the root to a leaf, at most
 * @param step what each tree after the first counts for
 * @param bins most thresholds tried on a column, plus one
 * @param leafPart a leaf holds at least this part of the weight, and that of {@value #LEAF_CASES} average cases
 * @param l2 ridge of the logistic regression, on columns in the spread of dossiers ({@link CaseCells#spreads}, decision 0032)
 * @param iterations most steps of the logistic regression
 */
record Hyperparameters(int trees, int depth, double step, int bins, double leafPart, double l2, int iterations) {
    /** A leaf never rests on fewer average cases than a cell. */
    static final int LEAF_CASES = 22;

    /** From this many cells on, trees have a level more, and learn faster. */
    private static final long MANY_CELLS = 1_000;

    /** Most of the total weight that a leaf may be asked to hold, for a base of few cases. */
    private static final double MAX_LEAF_PART = 0.2;

    /** Ridge of one cell, and how it falls with their number. */
    private static final double RIDGE = 1.2;

    private static final double RIDGE_FALL = 0.7;
    private static final double MOST_RIDGE = 0.1;

    /** What suits a number of cells. */
    static Hyperparameters forCells(long cells) {
        return cells < MANY_CELLS
                ? new Hyperparameters(60, 2, 0.1, 32, 0.005, ridge(cells), 100)
                : new Hyperparameters(60, 3, 0.2, 32, 0.005, ridge(cells), 100);
    }

    /** To two digits, as a card writes it. */
    private static double ridge(long cells) {
        double ridge = Math.min(MOST_RIDGE, RIDGE / StrictMath.pow((double) Math.max(1, cells), RIDGE_FALL));
        return BigDecimal.valueOf(ridge).round(new MathContext(2)).doubleValue();
    }

    /** As a card names them. */
    Map<String, String> words(long cases) {
        Map<String, String> words = new TreeMap<>();
        words.put("arbre_nb", Integer.toString(trees));
        words.put("profondeur_max", Integer.toString(depth));
        words.put("pas", Double.toString(step));
        words.put("seuil_max_nb", Integer.toString(bins));
        words.put("feuille_poids_part_min", Double.toString(leafShare(cases)));
        words.put("perte", "logistique, sans tirage de lignes ni de colonnes");
        words.put("logistique_l2", Double.toString(l2));
        words.put("logistique_iteration_max", Integer.toString(iterations));
        return words;
    }

    /** Those of a card; a leaf's part is the one that was used. */
    static Hyperparameters ofWords(Map<String, String> words) {
        return new Hyperparameters(
                Integer.parseInt(words.get("arbre_nb")),
                Integer.parseInt(words.get("profondeur_max")),
                Double.parseDouble(words.get("pas")),
                Integer.parseInt(words.get("seuil_max_nb")),
                Double.parseDouble(words.get("feuille_poids_part_min")),
                Double.parseDouble(words.get("logistique_l2")),
                Integer.parseInt(words.get("logistique_iteration_max")));
    }

    /** These, with the trees of a candidate where it says any. */
    Hyperparameters with(Learning.Candidate candidate) {
        return new Hyperparameters(
                candidate.trees().orElse(trees),
                candidate.depth().orElse(depth),
                candidate.step().orElse(step),
                bins,
                leafPart,
                l2,
                iterations);
    }

    /** These, with another ridge. */
    Hyperparameters withRidge(double ridge) {
        return new Hyperparameters(trees, depth, step, bins, leafPart, ridge, iterations);
    }

    /** The share of the total weight that a leaf holds at least. */
    double leafShare(long cases) {
        return Math.min(MAX_LEAF_PART, Math.max(leafPart, (double) LEAF_CASES / cases));
    }
}
