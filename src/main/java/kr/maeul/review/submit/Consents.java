package kr.maeul.review.submit;

/**
 * What a contributor agreed to.
 *
 * @param version of the exact words
 * @param language in which they were read, {@code ko} or {@code en}
 * @param collection and use of what is sent
 * @param publication for everyone
 * @param portrait rights of those in the photos
 * @param guardian whether a guardian consented for a child under 14, instead of the contributor
 *     being 14 or older
 */
record Consents(
    String version,
    String language,
    boolean collection,
    boolean publication,
    boolean portrait,
    boolean guardian) {}
