/**
 * Photos and sound: what comes in is looked at by its content, made harmless, and given to those
 * who may see the feature that shows it.
 */
package kr.maeul.media;
