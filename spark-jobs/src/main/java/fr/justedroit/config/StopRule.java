package fr.justedroit.config;

/**
 * When targeting stops: its yield, over what a list of the same places drawn at random would find.
 *
 * @param minRatio below which a quarter of selections is weak
 * @param quarters weak quarters running after which targeting is suspended
 * @param minControls mature controls of each arm without which a quarter says nothing
 */
public record StopRule(double minRatio, int quarters, int minControls) {
    public static final StopRule SHIPPED = new StopRule(1.5, 2, 200);

    static StopRule read(YamlNode node) {
        node.allow("rapport_min", "trimestres", "controles_min");
        StopRule rule = new StopRule(
                node.at("rapport_min").number(),
                node.at("trimestres").integer(),
                node.at("controles_min").integer());
        if (!(rule.minRatio >= 1 && rule.minRatio <= 5)) {
            node.problem("rapport_min is from 1, where targeting is chance, to 5");
        }
        if (rule.quarters < 1 || rule.quarters > 4) {
            node.problem("trimestres is from 1 to 4");
        }
        if (rule.minControls < 30 || rule.minControls > 1_000) {
            node.problem("controles_min is from 30, below which a share says nothing, to 1000");
        }
        return rule;
    }
}
