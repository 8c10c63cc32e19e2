/** Recordings: looked at, and written anew without what else was in them. */
package kr.maeul.media.sound;
