package fr.justedroit.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.time.YearMonth;

/** Where deliveries go; bound by the caller, because rooms open no storage themselves. Used inside Spark tasks. */
public interface DeliveryTarget extends Serializable {

    /** Opens a new file of the delivery of a CAF for a month; the caller of this method closes it. */
    OutputStream create(YearMonth mois, String caf, String fileName) throws IOException;
}
