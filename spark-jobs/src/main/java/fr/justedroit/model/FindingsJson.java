package fr.justedroit.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.mesure.Estimate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a training found beside its models, as files and as a part of the card: the same content is the same text. */
final class FindingsJson {
    private static final MathContext DIGITS = new MathContext(12);
    private static final ObjectMapper JSON = new ObjectMapper();

    private FindingsJson() {}

    /** Rounded, so that a last bit of no meaning changes no file. */
    private static double number(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }

    private static void put(ObjectNode node, Estimate estimate) {
        node.put("valeur", number(estimate.value()))
                .put("bas", number(estimate.low()))
                .put("haut", number(estimate.high()))
                .put("cas_nb", estimate.n())
                .put("methode", estimate.method());
    }

    private static Estimate estimate(JsonNode node) {
        return new Estimate(
                node.path("valeur").asDouble(),
                node.path("bas").asDouble(),
                node.path("haut").asDouble(),
                node.path("cas_nb").asLong(),
                node.path("methode").asText());
    }

    private static Optional<Estimate> find(JsonNode node) {
        return node.isObject() ? Optional.of(estimate(node)) : Optional.empty();
    }

    private static void put(ObjectNode node, Split split) {
        ObjectNode months = node.putObject("decoupe");
        split.learnt().forEach(months.putArray("mois_appris")::add);
        split.measured().forEach(months.putArray("mois_mesures")::add);
        months.put("lecture", split.words());
    }

    private static Split split(JsonNode node) {
        return new Split(
                texts(node.path("decoupe").path("mois_appris")),
                texts(node.path("decoupe").path("mois_mesures")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static void put(ObjectNode node, Rivals rivals) {
        put(node, rivals.split());
        rivals.warning().ifPresent(warning -> node.put("constat", warning));
        rivals.treesLessLogistic().ifPresent(gap -> put(node.putObject("arbres_moins_logistique"), gap));
        ArrayNode list = node.putArray("rivaux");
        for (Rival rival : rivals.list()) {
            ObjectNode one = list.addObject();
            one.put("nom", rival.name()).put("libelle", rival.label()).put("detail", rival.detail());
            put(one.putObject("aire"), rival.area());
            put(one.putObject("ecart"), rival.gap());
            one.put("positifs_du_dixieme", number(rival.positives()));
            one.put("deranges_pour_rien_du_dixieme", number(1 - rival.positives()));
        }
        rivals.arbitrary().ifPresent(share -> node.put("arbitraire_du_dixieme", number(share)));
        ArrayNode curve = node.putArray("necessite");
        for (Necessity point : rivals.necessity()) {
            ObjectNode one = curve.addObject();
            one.put("variable_nb", point.variables());
            point.added().forEach(one.putArray("ajoutees")::add);
            put(one.putObject("aire"), point.area());
            put(one.putObject("ecart"), point.gap());
            one.put("positifs_du_dixieme", number(point.positives()));
        }
    }

    /** A card written before there were rivals has none. */
    static Rivals rivals(JsonNode node) {
        List<Rival> list = new ArrayList<>();
        node.path("rivaux")
                .forEach(one -> list.add(new Rival(
                        one.path("nom").asText(),
                        one.path("libelle").asText(),
                        one.path("detail").asText(),
                        estimate(one.path("aire")),
                        estimate(one.path("ecart")),
                        one.path("positifs_du_dixieme").asDouble())));
        List<Necessity> curve = new ArrayList<>();
        node.path("necessite")
                .forEach(one -> curve.add(new Necessity(
                        one.path("variable_nb").asInt(),
                        texts(one.path("ajoutees")),
                        estimate(one.path("aire")),
                        estimate(one.path("ecart")),
                        one.path("positifs_du_dixieme").asDouble())));
        JsonNode arbitrary = node.path("arbitraire_du_dixieme");
        return new Rivals(
                split(node),
                list,
                find(node.path("arbres_moins_logistique")),
                curve,
                arbitrary.isNumber() ? Optional.of(arbitrary.asDouble()) : Optional.empty());
    }

    static void put(ObjectNode node, Frauds frauds) {
        node.put("lecture", Frauds.READING)
                .put("cellule_nb", frauds.cells())
                .put("cas_nb", frauds.cases())
                .put("fraude_nb", frauds.frauds())
                .put("appris", frauds.isLearnt())
                .put("logistique_l2", frauds.ridge());
        frauds.area().ifPresent(area -> put(node.putObject("aire"), area));
        frauds.ranking().ifPresent(area -> put(node.putObject("aire_du_classement"), area));
        frauds.gap().ifPresent(gap -> put(node.putObject("ecart"), gap));
    }

    /** A card written before frauds were learnt from has none. */
    static Frauds frauds(JsonNode node) {
        return new Frauds(
                node.path("cellule_nb").asLong(),
                node.path("cas_nb").asLong(),
                node.path("fraude_nb").asLong(),
                node.path("logistique_l2").asDouble(),
                node.path("appris").asBoolean(),
                find(node.path("aire")),
                find(node.path("aire_du_classement")),
                find(node.path("ecart")));
    }

    static String write(Profiles profiles) {
        ObjectNode root = JSON.createObjectNode();
        root.put("lecture", Profiles.READING);
        put(root, profiles.split());
        profiles.everyone().ifPresent(all -> put(root.putObject("taux_ensemble"), all));
        ArrayNode list = root.putArray("profils");
        for (Profile profile : profiles.list()) {
            ObjectNode one = list.addObject();
            one.put("numero", profile.number());
            profile.sentences().forEach(one.putArray("phrases")::add);
            ObjectNode codes = one.putObject("codes");
            profile.codes().forEach((name, values) -> values.forEach(codes.putArray(name)::add));
            profile.limits().forEach(one.putArray("limites_cellules")::add);
            one.put("cas_nb", profile.cases());
            put(one.putObject("taux"), profile.rate());
            one.put("part_classement_arbres", number(profile.treesShare()));
            one.put("part_classement_logistique", number(profile.logisticShare()));
            one.put("retrouve_nb", profile.found());
            one.put("retirage_nb", Profiles.REDRAWS);
        }
        return CardJson.pretty(root);
    }

    static Profiles profiles(String text) {
        JsonNode root = CardJson.parse(text);
        List<Profile> list = new ArrayList<>();
        for (JsonNode one : root.path("profils")) {
            Map<String, List<Integer>> codes = new TreeMap<>();
            one.path("codes").properties().forEach(entry -> {
                List<Integer> values = new ArrayList<>();
                entry.getValue().forEach(value -> values.add(value.asInt()));
                codes.put(entry.getKey(), List.copyOf(values));
            });
            list.add(new Profile(
                    one.path("numero").asInt(),
                    texts(one.path("phrases")),
                    codes,
                    texts(one.path("limites_cellules")),
                    one.path("cas_nb").asLong(),
                    estimate(one.path("taux")),
                    one.path("part_classement_arbres").asDouble(),
                    one.path("part_classement_logistique").asDouble(),
                    one.path("retrouve_nb").asInt()));
        }
        return new Profiles(split(root), find(root.path("taux_ensemble")), list);
    }

    static String write(Occupations occupations) {
        ObjectNode root = JSON.createObjectNode();
        root.put("lecture", Occupations.READING);
        root.put("variable", occupations.variable());
        root.put("taux_ensemble", number(occupations.everyone()));
        root.put("cas_equivalents_de_la_loi", number(occupations.spread()));
        root.put("trop_peu_de_cas_nb", occupations.hidden());
        ArrayNode list = root.putArray("professions");
        for (Occupation occupation : occupations.list()) {
            ObjectNode one = list.addObject();
            one.put("code", occupation.code()).put("mots", occupation.words()).put("cas_nb", occupation.cases());
            put(one.putObject("taux"), occupation.rate());
            one.put("taux_brut", number(occupation.raw()));
            one.put("place_moyenne", number(occupation.rank()));
        }
        return CardJson.pretty(root);
    }

    static Occupations occupations(String text) {
        JsonNode root = CardJson.parse(text);
        List<Occupation> list = new ArrayList<>();
        for (JsonNode one : root.path("professions")) {
            list.add(new Occupation(
                    one.path("code").asInt(),
                    one.path("mots").asText(),
                    one.path("cas_nb").asLong(),
                    estimate(one.path("taux")),
                    one.path("taux_brut").asDouble(),
                    one.path("place_moyenne").asDouble()));
        }
        return new Occupations(
                root.path("variable").asText(),
                root.path("taux_ensemble").asDouble(),
                root.path("cas_equivalents_de_la_loi").asDouble(),
                list,
                root.path("trop_peu_de_cas_nb").asInt());
    }
}
