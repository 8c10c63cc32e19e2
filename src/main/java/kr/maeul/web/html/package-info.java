/** Pages for reading: what they show and in which words. The markup is in {@code src/main/jte}. */
package kr.maeul.web.html;
