# What fronts say when the domain of patients refuses something.
error-no-such-person = Этот человек не найден. Выберите человека из списка или обратитесь в регистратуру.
