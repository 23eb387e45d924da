package fr.justedroit.dossier;

import java.util.List;

/**
 * What is known of a dossier by one month's delivery.
 *
 * @param month months since year 0
 * @param slots monthly values by {@link Coding#slot()}: a code (Byte), a number (Double), a mark that is equal for equal
 *     values (Long), or null when unknown
 * @param events delivered that month
 */
record MonthState(int month, List<Object> slots, List<Occurred> events) {

    /**
     * @param kind place among the dictionary's events
     * @param month in which it occurred, months since year 0
     * @param cents its amount in cents, 0 without one
     */
    record Occurred(int kind, int month, long cents) {}
}
