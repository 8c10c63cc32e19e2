package kr.maeul.store.edit;

/** There is no such feature, or none that the writer may know of. */
public final class NoSuchFeatureException extends RuntimeException {}
