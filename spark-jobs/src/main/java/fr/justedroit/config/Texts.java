package fr.justedroit.config;

import fr.justedroit.errors.Problems;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The sentences of a language ({@code conf/textes/<langue>.yaml}), one key a sentence.
 *
 * @param language as HTML names it
 * @param words explained, by word
 * @param sentences by key
 */
public record Texts(String language, Map<String, String> words, Map<String, String> sentences) {
    /** Keys of the sentences that pages use; a language has each of them and no other. */
    public static final Set<String> KEYS = keys();

    /** Keeps its own, ordered copies. */
    public Texts {
        words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
        sentences = Collections.unmodifiableMap(new LinkedHashMap<>(sentences));
    }

    private static Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        for (String name : "titre introduction ordinaire droit pourquoi choix programme hasard motifs aucun_motif motif_sens deroulement pieces visite tiers resultat argent_du argent_a_rendre repondre donnees donnees_liste donnees_jamais recours recours_caisse recours_juge recours_aide droits droits_liste droits_texte droits_contact droits_cnil mots contact reference"
                .split(" ", -1)) {
            keys.add("notice." + name);
        }
        for (String name :
                "titre indicatif ecarter cible motifs motif_sens deux_sens informer reference".split(" ", -1)) {
            keys.add("fiche." + name);
        }
        for (String name :
                "titre reponse rien etat rang rang_sens proposition controle acte tirage lecteurs lecteurs_sens droits"
                        .split(" ", -1)) {
            keys.add("acces." + name);
        }
        return Collections.unmodifiableSet(keys);
    }

    /** Reads a language of a configuration folder, or fails with CONFIGURATION and every problem. */
    public static Texts read(Path folder, String language) {
        Problems problems = new Problems();
        Texts texts = read(YamlNode.read(folder.resolve("textes").resolve(language + ".yaml"), problems));
        problems.check();
        return texts;
    }

    static Texts read(YamlNode file) {
        file.allow("langue", "mots", "phrases");
        Map<String, String> words = new LinkedHashMap<>();
        file.find("mots").ifPresent(node -> node.entries().forEach((word, text) -> words.put(word, text.text())));
        Map<String, String> sentences = new LinkedHashMap<>();
        YamlNode phrases = file.at("phrases");
        phrases.entries().forEach((key, node) -> {
            sentences.put(key, node.text());
            if (!KEYS.contains(key)) {
                node.problem("'" + key + "' is used by no page");
            }
        });
        KEYS.stream()
                .filter(key -> !sentences.containsKey(key))
                .forEach(key -> phrases.problem("the sentence '" + key + "' is missing"));
        return new Texts(file.at("langue").text(), words, sentences);
    }

    /** A sentence, its values put in; a key without a sentence is our own bug. */
    public String say(String key, Map<String, String> values) {
        String text = Optional.ofNullable(sentences.get(key))
                .orElseThrow(() -> new IllegalStateException("no sentence " + key));
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        return text;
    }
}
