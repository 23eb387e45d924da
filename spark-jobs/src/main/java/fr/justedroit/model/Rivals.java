package fr.justedroit.model;

import fr.justedroit.mesure.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The forms of a model beside its baselines, all learnt from the same cells and weights and measured on the same others.
 *
 * @param split which cells taught and which measured
 * @param list forms first, then baselines, chance last; empty when the cells that measure are too few
 * @param treesLessLogistic paired gap of the two forms, when it could be measured
 * @param necessity what fewer variables are worth; empty when it could not be measured
 * @param arbitrary share of the tenth that the proposed form puts first and the other form does not; empty where these cells
 *     tell which form is better, since the other is then no equally good choice
 */
public record Rivals(
        Split split,
        List<Rival> list,
        Optional<Estimate> treesLessLogistic,
        List<Necessity> necessity,
        Optional<Double> arbitrary) {
    public static final String SHORT = "logistique_courte";
    public static final String SINGLE = "meilleure_variable";
    public static final String TWO_RULES = "deux_regles";
    public static final String CHANCE = "hasard";

    public Rivals {
        list = List.copyOf(list);
        necessity = List.copyOf(necessity);
    }

    /** What was not measured. */
    static Rivals none(Split split) {
        return new Rivals(split, List.of(), Optional.empty(), List.of(), Optional.empty());
    }

    /** Are the trees better than the logistic regression beyond the paired interval. */
    public boolean areTreesBetter() {
        return proposed(treesLessLogistic) == Form.ARBRES;
    }

    /** The form to rank with: the regression unless the trees are better beyond the paired interval (decision 0045). */
    public Form proposed() {
        return proposed(treesLessLogistic);
    }

    /** The same from the gap alone. */
    static Form proposed(Optional<Estimate> treesLessLogistic) {
        return treesLessLogistic.filter(gap -> gap.low() > 0).isPresent() ? Form.ARBRES : Form.LOGISTIQUE;
    }

    /** What a card says first when the trees do not beat the regression; empty when they do. */
    public Optional<String> warning() {
        if (areTreesBetter()) {
            return Optional.empty();
        }
        return Optional.of("Les arbres ne classent pas mieux que la régression logistique"
                + treesLessLogistic
                        .map(gap -> " : écart d'aire " + number(gap.value()) + " (entre " + number(gap.low()) + " et "
                                + number(gap.high()) + ") sur des cellules qu'ils n'ont pas apprises.")
                        .orElse(", faute de cellules pour les comparer."));
    }

    /** The fewest variables that these cells cannot tell from all of them. */
    public Optional<Necessity> enough() {
        return necessity.stream().filter(Necessity::isEnough).findFirst();
    }

    /** A rival by its name. */
    public Optional<Rival> find(String name) {
        return list.stream().filter(rival -> rival.name().equals(name)).findFirst();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replace('.', ',');
    }
}
