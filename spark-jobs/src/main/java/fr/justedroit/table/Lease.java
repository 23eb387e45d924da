package fr.justedroit.table;

/**
 * The right to write in a CAF's zone or in a national zone, held by one run at a time.
 *
 * @param zone the zone
 * @param caf the CAF, {@code ""} for a national zone
 * @param epoch grows with each holder; every commit carries it
 */
public record Lease(Zone zone, String caf, long epoch) {}
