package kr.maeul.store.edit;

/** There is a feature of that id already. */
public final class IdTakenException extends RuntimeException {}
