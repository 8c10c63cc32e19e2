package kr.maeul.store.edit;

/**
 * Writes that come true together or not at all. The database makes one and ends it; whoever is
 * given one hands it on and never keeps it. For one thread.
 */
public interface Transaction {}
