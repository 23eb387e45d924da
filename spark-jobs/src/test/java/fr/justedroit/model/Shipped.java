package fr.justedroit.model;

import fr.justedroit.config.Settings;
import fr.justedroit.errors.Problems;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.DictionaryReader;
import java.nio.file.Path;

/** The shipped configuration, as a training reads it. */
final class Shipped {
    static final Settings SETTINGS;
    static final Dictionary DICTIONARY;
    static final Vocabulary VOCABULARY;

    static {
        Path conf = Path.of(System.getProperty("juste-droit.conf", "../conf"));
        Problems problems = new Problems();
        SETTINGS = Settings.read(conf, problems);
        DICTIONARY = DictionaryReader.read(conf, SETTINGS.contracts(), problems);
        problems.check();
        VOCABULARY = Vocabulary.of(DICTIONARY, SETTINGS.learning());
    }

    private Shipped() {}
}
