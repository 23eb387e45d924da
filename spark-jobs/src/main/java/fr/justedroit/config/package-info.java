/**
 * What the operator and the modeller may set, and what nobody may.
 *
 * <p>Enters: the files of {@code conf/} and Spark's settings. Leaves: typed, checked records, or all problems at once
 * with file and line. Must never happen: work that starts on a configuration with a problem, or with a pinned setting
 * overridden; {@code YamlNodeTest} and {@code PinnedSettingsTest} would catch it.
 */
package fr.justedroit.config;
