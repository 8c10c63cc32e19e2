/** Photos and recordings on the web: taking them in, and showing them to who may see them. */
package kr.maeul.web.media;
