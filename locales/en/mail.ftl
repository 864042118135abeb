# Messages that the site sends. Subjects and senders say nothing of what the site is about: others may see them.
# $site is what the operator calls the site in messages.

mail-sign-in-subject = Your link to { $site }
mail-sign-in = Open this link and press the button to sign in to { $site }. It is good for 20 minutes, and once.
mail-sign-in-ending = If you did not ask for it, do nothing: nobody comes in without this message.
mail-show-again-subject = Show that it is you, at { $site }
mail-show-again = Open this link where you are signed in to { $site }, and press the button. It is good for 20 minutes, and once.
mail-show-again-ending = If you did not ask for it, somebody uses your account: sign in, and end all sessions.
mail-invitation-subject = An invitation to { $site }
mail-invitation = You are asked to work with { $site }. Open this link to see for what. You can use any name, and you need not say yes.
mail-invitation-ending = If you do not know what this is about, do nothing: nothing is kept of your address once this message is sent.
mail-address-subject = Your address at { $site }
mail-address = Open this link where you are signed in to { $site }, and press the button, to have messages sent to this address. It is good for a day.
mail-address-ending = If you did not ask for it, do nothing.
