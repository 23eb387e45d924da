package fr.justedroit.registre;

import fr.justedroit.model.Form;
import java.time.Instant;

/**
 * The model that ranks now.
 *
 * @param modelId its identifier
 * @param form which of its two models ranks
 * @param cible name of the target
 * @param since when it came into force, UTC
 */
public record InForce(String modelId, Form form, String cible, Instant since) {}
