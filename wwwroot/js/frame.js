// The bridge (all.js, before this) has the theme of the page around the frame; without this call a frame stays light.
AP.theming.initializeTheming();
