package kr.maeul.store.edit;

/** The feature has changed since the writer saw it. */
public final class StaleVersionException extends RuntimeException {}
