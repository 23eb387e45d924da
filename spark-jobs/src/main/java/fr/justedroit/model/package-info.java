/**
 * Learns, from cells alone, what the cases that a control found irregular have in common.
 *
 * <p>Enters: {@code allnat/cellule_cas} and {@code cellule_fraude} of the twelve months that end with {@code --as-of}, and
 * the dictionary. Leaves: a bundle {@code modele/<id>/}: boosted trees, the logistic regression that is their rival, one of
 * retained frauds, the frozen dictionary, a card with the baselines, typical profiles (E03), a profile by occupation (E23),
 * MLlib's own files, sums and a signature; while a search runs, the areas that it has measured ({@code modele/recherche}).
 *
 * <p>Must never happen: a row of a person read ({@code TrainJobLongTest} trains through a policy that denies every
 * nominative zone and lists what was opened); a month outside the window read (E15, {@code TrainJobLongTest} destroys
 * the files of those months first); two forests from the same cells ({@code LearnerLongTest} compares digests over
 * partitions); a bundle with an edited byte used ({@code BundlesLongTest}); a profile of too few cases, of a pair that stands
 * for an audited attribute, or in accusing words ({@code ProfileSearchLongTest}, {@code RuleWordsTest}); a rate from months that
 * chose the profile ({@code SplitTest}).
 */
package fr.justedroit.model;
