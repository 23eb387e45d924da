package fr.justedroit.config;

import fr.justedroit.errors.ErrorCode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The CAFs and what each sets ({@code conf/caf.yaml}): capacity and delays are its own, the model is not (E27).
 *
 * @param byCode settings by three-digit code
 */
public record Cafs(Map<String, Caf> byCode) {

    /**
     * @param code three digits
     * @param name of the CAF
     * @param weight size relative to the others
     * @param since first month of validity, YYYY-MM
     * @param until last month of validity, or {@code 9999-12}
     * @param predecessors codes of the CAFs whose place it took, sorted; none for most
     * @param randomShare share of each list drawn at random, 0 to 1
     * @param monthsBetweenControls months during which a dossier that was controlled is left out
     * @param monthsBetweenDraws months during which nobody is drawn twice
     * @param hoursPer10000 hours of control a month for 10,000 dossiers
     * @param hoursPerControl hours that a control takes
     * @param isChoiceVisible does a team's list tell how each dossier was chosen, before its control is closed
     */
    public record Caf(
            String code,
            String name,
            double weight,
            String since,
            String until,
            List<String> predecessors,
            double randomShare,
            int monthsBetweenControls,
            int monthsBetweenDraws,
            double hoursPer10000,
            double hoursPerControl,
            boolean isChoiceVisible) {

        /** Controls that the CAF can make in a month with this many dossiers. */
        public int capacity(long dossiers) {
            return (int) Math.floor(dossiers * hoursPer10000 / 10_000.0 / hoursPerControl);
        }
    }

    /** Codes of the CAFs that exist in a month, sorted. */
    public List<String> in(String month) {
        return byCode.values().stream()
                .filter(caf -> caf.since().compareTo(month) <= 0 && month.compareTo(caf.until()) <= 0)
                .map(Caf::code)
                .toList();
    }

    /** The settings of a CAF that exists in a month, or CAF_UNKNOWN. */
    public Caf caf(String code, String month) {
        if (!in(month).contains(code)) {
            throw ErrorCode.CAF_UNKNOWN.with("caf", code, "mois", month, "connues", String.join(", ", in(month)));
        }
        return byCode.get(code);
    }

    /** The settings of a CAF that exists in some month, or CAF_UNKNOWN. */
    public Caf known(String code) {
        if (!byCode.containsKey(code)) {
            throw ErrorCode.CAF_UNKNOWN.with(
                    "caf", code, "mois", "any month", "connues", String.join(", ", byCode.keySet()));
        }
        return byCode.get(code);
    }

    /** Every CAF whose place one took, and those whose place they had taken; none for most. */
    public Set<String> ancestors(String code) {
        Set<String> found = new TreeSet<>();
        Caf caf = byCode.get(code);
        if (caf != null) {
            for (String predecessor : caf.predecessors()) {
                found.add(predecessor);
                found.addAll(ancestors(predecessor));
            }
        }
        return found;
    }

    private static void checkMergers(YamlNode file, Map<String, Caf> cafs) {
        Map<String, String> successors = new TreeMap<>();
        for (Caf caf : cafs.values()) {
            for (String predecessor : caf.predecessors()) {
                Caf old = cafs.get(predecessor);
                if (old == null || old.until().compareTo(caf.since()) >= 0) {
                    file.problem("predecessor '" + predecessor + "' of CAF " + caf.code()
                            + " must be a CAF whose last month ('jusqua') is before " + caf.since());
                }
                String other = successors.put(predecessor, caf.code());
                if (other != null) {
                    file.problem("CAF " + predecessor + " has two successors, " + other + " and " + caf.code()
                            + ": its histories would be counted twice");
                }
            }
        }
    }

    static Cafs read(YamlNode file) {
        file.allow("defauts", "caf");
        YamlNode defaults = file.at("defauts");
        Map<String, Caf> cafs = new TreeMap<>();
        file.at("caf").entries().forEach((code, node) -> {
            if (!code.matches("[0-9]{3}")) {
                node.problem("a CAF's code has three digits, not '" + code + "'");
            }
            node.allow(
                    "nom",
                    "taille",
                    "depuis",
                    "jusqua",
                    "predecesseurs",
                    "part_aleatoire",
                    "delai_entre_controles_mois",
                    "delai_tirage_mois",
                    "heures_pour_10000",
                    "heures_par_controle",
                    "choix_visible");
            cafs.put(code, caf(code, node, defaults));
        });
        checkMergers(file, cafs);
        return new Cafs(Collections.unmodifiableMap(cafs));
    }

    private static Caf caf(String code, YamlNode node, YamlNode defaults) {
        double share = setting(node, defaults, "part_aleatoire").number();
        if (share < 0 || share > 1) {
            node.problem("part_aleatoire is a share between 0 and 1");
        }
        return new Caf(
                code,
                node.at("nom").text(),
                node.find("taille").map(YamlNode::number).orElse(1.0),
                setting(node, defaults, "depuis").text(),
                node.find("jusqua").map(YamlNode::text).orElse("9999-12"),
                node.find("predecesseurs").map(YamlNode::items).orElse(List.of()).stream()
                        .map(YamlNode::text)
                        .sorted()
                        .toList(),
                share,
                setting(node, defaults, "delai_entre_controles_mois").integer(),
                setting(node, defaults, "delai_tirage_mois").integer(),
                setting(node, defaults, "heures_pour_10000").number(),
                setting(node, defaults, "heures_par_controle").number(),
                node.find("choix_visible")
                        .or(() -> defaults.find("choix_visible"))
                        .map(YamlNode::flag)
                        .orElse(false));
    }

    private static YamlNode setting(YamlNode node, YamlNode defaults, String key) {
        return node.find(key).orElseGet(() -> defaults.at(key));
    }
}
